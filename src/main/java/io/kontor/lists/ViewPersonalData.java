package io.kontor.lists;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Erased;
import io.kontor.kernel.Somebody;
import io.kontor.kernel.spi.PersonalData;
import io.kontor.ledger.Erasing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists somebody kept under a name, and lists of others that look for them by name or address. */
@Component
class ViewPersonalData implements PersonalData {
    private final JdbcClient jdbc;
    private final SavedViews views;
    private final Erasing erasing;

    ViewPersonalData(JdbcClient jdbc, SavedViews views, Erasing erasing) {
        this.jdbc = jdbc;
        this.views = views;
        this.erasing = erasing;
    }

    private record View(UUID id, UUID owner, String name, String query) {}

    private List<View> of(Somebody who) {
        return jdbc
                .sql("select id, owner, name, query from lists.saved_view where name <> :mark order by id")
                .param("mark", Erased.MARK)
                .query((row, number) -> new View(
                        row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getString(3), row.getString(4)))
                .list()
                .stream()
                .filter(view -> who.ids().contains(view.owner()) || who.isIn(view.name()) || who.isIn(view.query()))
                .toList();
    }

    @Override
    public List<Held> held(Actor actor, Somebody who) {
        var count = of(who).size();
        return count == 0 ? List.of() : List.of(new Held("views", count));
    }

    @Override
    public void erase(Actor actor, Somebody who, String role) {
        var ids = of(who).stream().map(View::id).toList();
        views.book()
                .erase(
                        actor,
                        ids,
                        role,
                        view -> new SavedView(view.list(), Erased.MARK, "", view.owner(), false, true));
        erasing.textsOf(ids);
        erasing.textsMentioning(actor, "export", who::isIn);
    }

    @Override
    public void export(Actor actor, Somebody who, Parcel parcel) {
        var own = of(who).stream()
                .filter(view -> who.ids().contains(view.owner()))
                .map(view -> {
                    Map<String, Object> content = new LinkedHashMap<>();
                    content.put("name", view.name());
                    content.put("query", view.query());
                    return content;
                })
                .toList();
        if (!own.isEmpty()) {
            parcel.json("views", own);
        }
    }
}
