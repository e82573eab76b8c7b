package io.kontor.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.kernel.Dated;
import io.kontor.kernel.Money;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.ledger.SubjectType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;

/** Whatever the ledger keeps can be read: every act, every field of every state and every value it may have has words. */
class StateWordsTest {
    private static final Set<String> NEVER_SHOWN = Set.of("id", "system");
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)");
    /** What only a measurement records, in an office made for it. */
    private static final String MEASURE = "LedgerMeasure";

    private static final Pattern DECLARED = Pattern.compile("SubjectType\\.of\\(|new SubjectType<");

    @Test
    void every_act_is_a_sentence_that_takes_what_a_state_gives_it() {
        var missing = new TreeSet<String>();
        for (var type : types()) {
            for (var action : type.actions()) {
                var key = "did." + action;
                if (!Words.has(key)) {
                    missing.add(key);
                } else if (Words.patterns(Language.EN).getOrDefault(key, "").contains(", plural")) {
                    missing.add(key + " counts, but a timeline hands it text");
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void a_sentence_takes_nothing_but_who_and_what_it_was_done_to_and_single_values_of_its_state() {
        var wrong = new TreeSet<String>();
        for (var type : types()) {
            var given = Stream.of(type.state().getRecordComponents())
                    .map(RecordComponent::getName)
                    .collect(Collectors.toCollection(TreeSet::new));
            given.addAll(Set.of("actor", "name"));
            for (var action : type.actions()) {
                for (var language : Language.SHIPPED) {
                    PLACE.matcher(Words.patterns(language).getOrDefault("did." + action, "{nothing}"))
                            .results()
                            .map(place -> place.group(1))
                            .filter(place -> !given.contains(place))
                            .forEach(place -> wrong.add(language + " did." + action + " wants {" + place + "}"));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void the_acts_a_timeline_can_be_narrowed_to_are_those_the_types_declare_and_each_has_a_name() {
        var declared = types().stream()
                .collect(Collectors.toMap(
                        SubjectType::code,
                        type -> type.actions().stream()
                                .map(action -> action.substring(type.code().length() + 1))
                                .collect(Collectors.toSet())));
        assertThat(Acts.types()).containsExactlyInAnyOrderElementsOf(declared.keySet());
        declared.forEach(
                (type, verbs) -> assertThat(Acts.of(type)).as(type).containsExactlyInAnyOrderElementsOf(verbs));
        assertThat(Acts.ofAny(Acts.types()).stream().filter(verb -> !Words.has("act." + verb)))
                .isEmpty();
    }

    @Test
    void no_type_of_object_is_declared_where_this_test_does_not_look() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java/io/kontor"))) {
            var declared = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("SubjectType.java") && !file.endsWith(MEASURE + ".java"))
                    .mapToLong(StateWordsTest::declarations)
                    .sum();
            assertThat(types()).hasSize((int) declared);
        }
    }

    private static long declarations(Path file) {
        try {
            return DECLARED.matcher(Files.readString(file)).results().count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void every_kind_of_object_has_a_name() {
        assertThat(types().stream()
                        .map(type -> "kind." + type.code())
                        .filter(key -> !Words.has(key))
                        .sorted())
                .isEmpty();
    }

    @Test
    void every_field_and_every_value_of_a_state_has_a_name() {
        var missing = new TreeSet<String>();
        for (var type : types()) {
            members(type.code(), "", type.state(), missing);
        }
        assertThat(missing).isEmpty();
    }

    private static void members(String type, String path, Class<?> state, Set<String> missing) {
        for (var member : state.getRecordComponents()) {
            if (!NEVER_SHOWN.contains(member.getName())) {
                var name = path + member.getName();
                name(type, name, missing);
                for (var inner : inside(member.getGenericType())) {
                    if (inner.isRecord() && !inner.equals(Money.class)) {
                        members(type, name + ".", inner, missing);
                    } else if (inner.isEnum()) {
                        values(type, name, inner, missing);
                    }
                }
            }
        }
    }

    private static void name(String type, String field, Set<String> missing) {
        if (!Words.has("field." + type + "." + field) && !Words.has("field." + last(field))) {
            missing.add("field." + type + "." + field);
        }
    }

    private static void values(String type, String field, Class<?> values, Set<String> missing) {
        for (var value : values.getEnumConstants()) {
            var code = ((Enum<?>) value).name().toLowerCase(Locale.ROOT);
            if (!Words.has("value." + type + "." + field + "." + code)
                    && !Words.has("value." + last(field) + "." + code)
                    && !Words.has(last(field) + "." + code)) {
                missing.add("value." + type + "." + field + "." + code);
            }
        }
    }

    private static String last(String field) {
        return field.substring(field.lastIndexOf('.') + 1);
    }

    /** The classes in a type: of a list of dated values those of the value, of a map those it leads to. */
    private static List<Class<?>> inside(Type type) {
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            return generic.getRawType().equals(Map.class) ? inside(arguments[1]) : inside(arguments[0]);
        }
        return type instanceof Class<?> one && !one.equals(Dated.class) ? List.of(one) : List.of();
    }

    private static List<SubjectType<?>> types() {
        var found = new ArrayList<SubjectType<?>>();
        try {
            for (var file : new PathMatchingResourcePatternResolver().getResources("classpath*:io/kontor/**/*.class")) {
                var path = file.getURL().getPath();
                var name = path.substring(path.lastIndexOf("io/kontor/"), path.length() - ".class".length())
                        .replace('/', '.');
                if (!name.contains("package-info") && !name.endsWith(MEASURE) && path.contains("/classes/")) {
                    found.addAll(in(ClassUtils.resolveClassName(name, StateWordsTest.class.getClassLoader())));
                }
            }
        } catch (IOException | IllegalAccessException e) {
            throw new AssertionError(e);
        }
        assertThat(found).hasSizeGreaterThan(20);
        return found;
    }

    private static List<SubjectType<?>> in(Class<?> owner) throws IllegalAccessException {
        var found = new ArrayList<SubjectType<?>>();
        for (var field : owner.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType().equals(SubjectType.class)) {
                field.setAccessible(true);
                found.add((SubjectType<?>) field.get(null));
            }
        }
        return found;
    }
}
