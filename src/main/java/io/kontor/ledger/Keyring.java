package io.kontor.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The keys that open one entry's marked texts, as far as they have not been destroyed. A pointer begins at the entry:
 * {@code /state/name}, {@code /reason}, {@code /actor_name}.
 */
public final class Keyring {
    private static final Keyring EMPTY = new Keyring(new UUID(0, 0), null, Map.of());

    private final UUID entry;
    private final byte @Nullable [] person;
    private final Map<String, String> texts;

    private Keyring(UUID entry, byte @Nullable [] person, Map<String, String> texts) {
        this.entry = entry;
        this.person = person;
        this.texts = texts;
    }

    /** Columns with the keys of an entry, read only where it has some; what reads them is {@link #read}. */
    public static String columns(String alias, String prefix) {
        return """
                 case when %1$s.about is not null then
                    (select k.key from ledger.person_key k where k.subject_id = %1$s.about) end as %2$sperson_key,
                case when %1$s.texts then
                    (select jsonb_object_agg(t.pointer, encode(t.key, 'base64'))::text
                     from ledger.text_key t where t.entry_id = %1$s.id) end as %2$stext_keys
                """.formatted(alias, prefix);
    }

    /** The keys of the row's entry, from {@link #columns}. */
    public static Keyring read(ResultSet row, String id, String prefix) throws SQLException {
        var person = row.getBytes(prefix + "person_key");
        var texts = row.getString(prefix + "text_keys");
        return person == null && texts == null ? EMPTY : of(row.getObject(id, UUID.class), person, texts);
    }

    /** The keys of an entry, from the values of {@link #columns}. */
    static Keyring of(UUID entry, byte @Nullable [] person, @Nullable String texts) {
        return new Keyring(entry, person, texts == null ? Map.of() : States.texts(texts));
    }

    /** The key of one text, or nothing when it was destroyed. */
    public Optional<byte[]> key(Mark mark, String pointer) {
        return mark == Mark.PERSONAL
                ? Optional.ofNullable(person).map(key -> new TextCipher().personal(key, entry, pointer))
                : Optional.ofNullable(texts.get(pointer)).map(Base64.getDecoder()::decode);
    }
}
