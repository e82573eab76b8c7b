package io.kontor.kernel;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One human being, under everything the office knows them by.
 *
 * @param subjects the objects that are them: an account, contacts
 * @param addresses of electronic mail, now and earlier, in small letters
 * @param names now and earlier
 */
public record Somebody(Set<Subject> subjects, Set<String> addresses, Set<String> names) {
    /** Shorter names stand in too many other words to be looked for. */
    private static final int TELLING = 5;

    public Somebody {
        subjects = Set.copyOf(subjects);
        addresses = clean(addresses).stream()
                .map(address -> address.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        names = Set.copyOf(clean(names));
    }

    private static Set<String> clean(Collection<String> words) {
        return words.stream()
                .filter(Objects::nonNull)
                .map(String::strip)
                .filter(word -> !word.isEmpty() && !Erased.is(word))
                .collect(Collectors.toSet());
    }

    public static Somebody of(Subject subject) {
        return new Somebody(Set.of(subject), Set.of(), Set.of());
    }

    /** Also known as another object. */
    public Somebody and(Subject subject) {
        var more = new TreeSet<Subject>(
                java.util.Comparator.comparing(Subject::type).thenComparing(Subject::id));
        more.addAll(subjects);
        more.add(subject);
        return new Somebody(more, addresses, names);
    }

    /** Also known by this name and address. */
    public Somebody called(@Nullable String name, @Nullable String address) {
        var moreNames = new TreeSet<>(names);
        var moreAddresses = new TreeSet<>(addresses);
        if (name != null) {
            moreNames.add(name);
        }
        if (address != null) {
            moreAddresses.add(address);
        }
        return new Somebody(subjects, moreAddresses, moreNames);
    }

    /** The ids of those objects that are of this type. */
    public List<UUID> of(String type) {
        return subjects.stream()
                .filter(subject -> subject.type().equals(type))
                .map(Subject::id)
                .sorted()
                .toList();
    }

    public List<UUID> ids() {
        return subjects.stream().map(Subject::id).distinct().sorted().toList();
    }

    /** What tells them in a text: addresses, and names long enough to be nobody else's by chance. */
    public List<String> words() {
        var words = new TreeSet<>(addresses);
        names.stream().filter(name -> name.length() >= TELLING).forEach(words::add);
        return List.copyOf(words);
    }

    /** The same for SQL's {@code ilike any}. */
    public List<String> patterns() {
        return words().stream()
                .map(word ->
                        "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
                .toList();
    }

    /** Whether a text tells of them, also where it is part of an address. */
    public boolean isIn(String text) {
        var folded = text.toLowerCase(Locale.ROOT);
        return words().stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .flatMap(word -> {
                    var escaped =
                            URLEncoder.encode(word, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
                    return Stream.of(word, escaped, escaped.replace("+", "%20"));
                })
                .anyMatch(folded::contains);
    }
}
