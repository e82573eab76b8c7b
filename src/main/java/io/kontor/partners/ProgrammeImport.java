package io.kontor.partners;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Fields;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.spi.Importable;
import io.kontor.ledger.Arrival;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Programmes from files: known by their code, which is the same in every system. */
@Component
class ProgrammeImport implements Importable {
    private final Programmes programmes;

    ProgrammeImport(Programmes programmes) {
        this.programmes = programmes;
    }

    @Override
    public String kind() {
        return Programmes.KIND;
    }

    @Override
    public List<Field> fields(Actor actor) {
        return List.of(
                Field.text("name").needed(),
                Field.text("description"),
                Field.choice(
                        "status",
                        Arrays.stream(Programme.Status.values())
                                .map(Programme.Status::code)
                                .toList()),
                Field.day("starts"),
                Field.day("ends"));
    }

    @Override
    public Map<String, UUID> known(Actor actor, String system, Collection<String> keys) {
        var ids = new HashMap<String, UUID>();
        keys.stream()
                .distinct()
                .forEach(key ->
                        programmes.byCode(actor, key.toLowerCase(Locale.ROOT)).ifPresent(id -> ids.put(key, id)));
        return ids;
    }

    @Override
    public List<Outcome> take(Actor actor, List<Incoming> batch, @Nullable String reason) {
        var ids = known(actor, "", batch.stream().map(Incoming::key).toList());
        var arrivals = batch.stream()
                .map(one -> new Arrival<Programme>(
                        ids.get(one.key()),
                        () -> fresh(one),
                        old -> edited(old, one.values()),
                        (id, state) -> {},
                        null))
                .toList();
        return programmes.book().take(actor, arrivals, reason);
    }

    private static Programme fresh(Incoming one) {
        var bare = new Programme(
                Fields.code(one.key(), "code"),
                one.values().needed("name"),
                null,
                Programme.Status.OPEN,
                null,
                null,
                List.of(),
                List.of(),
                false);
        return edited(bare, one.values());
    }

    private static Programme edited(Programme old, Values told) {
        if (old.withdrawn()) {
            throw Refusal.conflict("code-taken", "code", old.code()).at("code");
        }
        var status = told.text("status");
        return new Programme(
                old.code(),
                told.speakOf("name") ? told.needed("name") : old.name(),
                told.speakOf("description") ? told.text("description") : old.description(),
                status == null ? old.status() : Programme.Status.valueOf(status.toUpperCase(Locale.ROOT)),
                day(told, "starts", old.starts()),
                day(told, "ends", old.ends()),
                old.tiers(),
                old.benefits(),
                old.withdrawn());
    }

    private static @Nullable LocalDate day(Values told, String field, @Nullable LocalDate before) {
        return told.speakOf(field) ? told.day(field) : before;
    }
}
