package io.kontor.governance;

import io.kontor.governance.Languages.Translation;
import io.kontor.governance.spi.DocumentType;
import io.kontor.language.Language;
import io.kontor.ledger.States;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The texts of a document in another language as a file beside the document's own: {@code <type>/<language>/<scope>.yaml}, each
 * place with what the original said and what that is in the language.
 *
 * @param texts by place
 * @param findings each by the place it is about
 * @param lines where each place stands, counted from 1
 */
record LanguageFile(Map<String, Translation> texts, List<Drafts.Found> findings, Map<String, Integer> lines) {
    private static final Shape SHAPE = new Shape.Named(Shape.of(Translation.class));

    static String path(DocumentType<?> type, Language language, DocumentScope scope) {
        return type.code() + "/" + language.tag() + "/" + scope.code() + ".yaml";
    }

    static String write(DocumentType<?> type, Variant variant) {
        var tree = JsonNodeFactory.instance.objectNode();
        variant.translations()
                .forEach((place, one) ->
                        tree.putObject(place).put("of", one.of()).put("text", one.text()));
        return "# kontor " + type.code() + " language " + variant.language().tag() + "\n" + Plain.write(tree, SHAPE);
    }

    static LanguageFile read(String text) {
        var raw = Written.raw(SHAPE, text);
        var texts = new LinkedHashMap<String, Translation>();
        var findings = new ArrayList<Drafts.Found>();
        raw.findings()
                .forEach(finding ->
                        findings.add(new Drafts.Found(finding.at(place(finding.path())), raw.line(finding.path()))));
        var lines = new LinkedHashMap<String, Integer>();
        raw.tree().propertyNames().forEach(place -> {
            lines.put(place, raw.line("/" + place.replace("~", "~0").replace("/", "~1")));
            try {
                texts.put(
                        place,
                        States.read(Translation.class, raw.tree().get(place).toString()));
            } catch (JacksonException e) {
                findings.add(new Drafts.Found(Written.finding(e).at(place), line(lines, place)));
            }
        });
        return new LanguageFile(texts, findings, lines);
    }

    /** The outermost name of a pointer, which in these files is itself a place. */
    private static String place(String pointer) {
        var names = pointer.split("/", -1);
        return names.length < 2 ? "" : names[1].replace("~1", "/").replace("~0", "~");
    }

    private static int line(Map<String, Integer> lines, String place) {
        return lines.getOrDefault(place, 1);
    }

    int line(String place) {
        return line(lines, place);
    }
}
