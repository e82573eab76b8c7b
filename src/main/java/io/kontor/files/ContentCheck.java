package io.kontor.files;

import io.kontor.kernel.Fields;
import io.kontor.kernel.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipInputStream;
import org.apache.tika.Tika;

/**
 * Whether a file is what its name says: the type is read from the content, never believed from the name or the browser, and
 * both must agree. Types that run anything in a browser or on a desk are not kept.
 */
final class ContentCheck {
    private static final Tika TIKA = new Tika();
    private static final String ZIP = "application/zip";

    /** What we keep: the ending, the media type we serve, and what the content may look like. */
    private record Kind(String media, Set<String> looksLike) {}

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("pdf", new Kind("application/pdf", Set.of("application/pdf"))),
            Map.entry("png", new Kind("image/png", Set.of("image/png"))),
            Map.entry("jpg", new Kind("image/jpeg", Set.of("image/jpeg"))),
            Map.entry("jpeg", new Kind("image/jpeg", Set.of("image/jpeg"))),
            Map.entry("gif", new Kind("image/gif", Set.of("image/gif"))),
            Map.entry("webp", new Kind("image/webp", Set.of("image/webp"))),
            Map.entry("txt", new Kind("text/plain", Set.of("text/"))),
            Map.entry("md", new Kind("text/plain", Set.of("text/"))),
            Map.entry("csv", new Kind("text/csv", Set.of("text/"))),
            Map.entry("json", new Kind("application/json", Set.of("text/", "application/json"))),
            Map.entry("yaml", new Kind("text/plain", Set.of("text/"))),
            Map.entry("eml", new Kind("message/rfc822", Set.of("message/rfc822", "text/"))),
            Map.entry("zip", new Kind(ZIP, Set.of(ZIP))),
            Map.entry("gz", new Kind("application/gzip", Set.of("application/gzip"))),
            Map.entry("docx", new Kind(office("wordprocessingml.document"), Set.of(ZIP, "application/x-tika-ooxml"))),
            Map.entry("xlsx", new Kind(office("spreadsheetml.sheet"), Set.of(ZIP, "application/x-tika-ooxml"))),
            Map.entry("pptx", new Kind(office("presentationml.presentation"), Set.of(ZIP, "application/x-tika-ooxml"))),
            Map.entry(
                    "odt",
                    new Kind(
                            "application/vnd.oasis.opendocument.text",
                            Set.of(ZIP, "application/vnd.oasis.opendocument."))),
            Map.entry(
                    "ods",
                    new Kind(
                            "application/vnd.oasis.opendocument.spreadsheet",
                            Set.of(ZIP, "application/vnd.oasis.opendocument."))),
            Map.entry(
                    "odp",
                    new Kind(
                            "application/vnd.oasis.opendocument.presentation",
                            Set.of(ZIP, "application/vnd.oasis.opendocument."))));

    private ContentCheck() {}

    private static String office(String kind) {
        return "application/vnd.openxmlformats-officedocument." + kind;
    }

    /**
     * A clean file name. Refuses: path separators, control characters, no ending, too long, reserved on some machine, or not
     * as the office's convention wants it.
     *
     * @param convention a regular expression, or empty
     */
    static String name(String given, String convention) {
        var bare = given.replace('\\', '/');
        var name = Fields.required(bare.substring(bare.lastIndexOf('/') + 1), "file", 150);
        if (name.startsWith(".")
                || name.matches("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?")
                || name.matches(".*[<>:\"|?*].*")
                || name.endsWith(" ")
                || !name.matches(".+\\.[A-Za-z0-9]{1,8}")) {
            throw Refusal.invalid("file-name-odd", "name", name).at("file");
        }
        if (!convention.isBlank() && !name.matches(convention)) {
            throw Refusal.invalid("file-name-convention", "name", name, "convention", convention)
                    .at("file");
        }
        return name;
    }

    /** The media type to keep and serve. Refuses: a type not kept; content that is not what the name says. */
    static String media(String name, byte[] content) {
        var ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        var kind = KINDS.get(ending);
        if (kind == null) {
            throw Refusal.invalid("file-type-not-kept", "ending", ending).at("file");
        }
        if (content.length == 0) {
            throw Refusal.invalid("file-empty").at("file");
        }
        var seen = TIKA.detect(content);
        var fits = kind.looksLike().stream().anyMatch(seen::startsWith)
                && (!kind.looksLike().contains("text/") || plainText(content))
                && (!ending.matches("docx|xlsx|pptx") || opens(content, "[Content_Types].xml"))
                && (!ending.matches("odt|ods|odp") || opens(content, "mimetype"));
        if (!fits || seen.equals("text/html") || seen.contains("svg") || seen.contains("javascript")) {
            throw Refusal.invalid("file-not-what-it-says", "name", name, "seen", seen)
                    .at("file");
        }
        return kind.media();
    }

    private static boolean plainText(byte[] content) {
        for (var octet : content) {
            if (octet == 0) {
                return content.length > 1 && startsWithMark(content);
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
            return true;
        } catch (CharacterCodingException e) {
            // Latin-1 and its like: any octets, as long as none is a control character.
            for (var octet : content) {
                if (octet >= 0 && octet < 9) {
                    return false;
                }
            }
            return true;
        }
    }

    private static boolean startsWithMark(byte[] content) {
        int first = content[0] & 0xFF;
        int second = content[1] & 0xFF;
        return (first == 0xFF && second == 0xFE) || (first == 0xFE && second == 0xFF);
    }

    private static boolean opens(byte[] content, String member) {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (int i = 0; i < 50; i++) {
                var entry = zip.getNextEntry();
                if (entry == null) {
                    return false;
                }
                if (entry.getName().equals(member)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }
}
