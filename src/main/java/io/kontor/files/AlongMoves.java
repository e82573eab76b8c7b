package io.kontor.files;

import io.kontor.kernel.Subject;
import io.kontor.kernel.spi.Moves;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Recorded;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Files and notes when what they hang on is merged. */
@Configuration(proxyBeanMethods = false)
class AlongMoves {
    @Bean
    Moves fileMoves(Ledger ledger, FileSql sql, Clock clock) {
        return new HangingMoves<>(ledger, Files.FILE) {
            @Override
            List<UUID> following(Subject subject, @Nullable UUID partner) {
                return sql.following(subject, partner);
            }

            @Override
            List<Hanging<Attachment>> all(Collection<UUID> ids) {
                return sql.all(ids);
            }

            @Override
            UUID subject(Attachment file) {
                return file.subjectId();
            }

            @Override
            Attachment moved(Attachment file, UUID to) {
                return file.movedTo(to);
            }

            @Override
            void write(Recorded<Attachment> recorded, @Nullable UUID partner) {
                sql.write(recorded, partner, clock.instant());
            }
        };
    }

    @Bean
    Moves noteMoves(Ledger ledger, Notes notes) {
        return new HangingMoves<>(ledger, Notes.NOTE) {
            @Override
            List<UUID> following(Subject subject, @Nullable UUID partner) {
                return notes.following(subject, partner);
            }

            @Override
            List<Hanging<Note>> all(Collection<UUID> ids) {
                return notes.all(ids);
            }

            @Override
            UUID subject(Note note) {
                return note.subjectId();
            }

            @Override
            Note moved(Note note, UUID to) {
                return note.movedTo(to);
            }

            @Override
            void write(Recorded<Note> recorded, @Nullable UUID partner) {
                notes.put(recorded, partner);
            }
        };
    }
}
