package io.kontor.connect.api;

import io.kontor.ledger.Book;
import io.kontor.partners.Programme;
import io.kontor.partners.Programmes;
import io.kontor.ui.Needs;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What partners can join. */
@RestController
@Tag(name = "programmes")
@RequestMapping("/api/v1/programmes")
@Needs(kind = Programmes.KIND)
class ProgrammeApi extends ResourceApi<Programme, ProgrammeBody> {
    ProgrammeApi(Tools tools, Programmes programmes) {
        super(
                tools,
                new Named<>(Programmes.KIND, "programmes", ProgrammeBody.class),
                new Reader<>(programmes::find, programmes::findAll),
                new Writer<>(
                        programmes::create,
                        programmes::change,
                        programmes::withdraw,
                        programmes::restore,
                        programmes::undo));
    }

    @Override
    ProgrammeBody body(Call call, Book.Known<Programme> known) {
        var programme = known.state();
        return new ProgrammeBody(
                known.id(),
                known.version(),
                programme.code(),
                programme.name(),
                programme.description(),
                programme.status(),
                programme.starts(),
                programme.ends(),
                programme.tiers(),
                programme.benefits(),
                programme.withdrawn());
    }

    @Override
    Programme state(Call call, ProgrammeBody body, @Nullable Programme old) {
        var status = body.status();
        return new Programme(
                body.code(),
                body.name(),
                body.description(),
                status == null ? Programme.Status.DRAFT : status,
                body.starts(),
                body.ends(),
                body.tiers(),
                body.benefits(),
                old != null && old.withdrawn());
    }
}
