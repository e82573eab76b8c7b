package io.kontor.connect.imports;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Attention;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Rows the newest import of a mapping could not bring in. Importing them mended is a newer run, and then they are gone from here. */
@Component
final class RejectedRows implements Attention {
    /** How long rejected rows are kept. */
    private static final int KEPT_DAYS = 30;

    private final Tx tx;
    private final JdbcClient jdbc;

    RejectedRows(Tx tx, JdbcClient jdbc) {
        this.tx = tx;
        this.jdbc = jdbc;
    }

    @Override
    public String code() {
        return "rows-rejected";
    }

    @Override
    public int order() {
        return 48;
    }

    @Override
    public String icon() {
        return "file-import";
    }

    @Override
    public Open open(Actor actor, LocalDate today, int most) {
        if (!actor.may("run", Verb.SEE) || !actor.may("deal", Verb.IMPORT)) {
            return Open.NOTHING;
        }
        var items = tx.read(actor, () -> newest(today));
        return Open.of(items.size(), "/imports", items.stream().limit(most).toList());
    }

    private List<Item> newest(LocalDate today) {
        return jdbc.sql("""
                select id, mapping, rows_rejected from (
                    select id, mapping, rows_rejected, status, started_at,
                        row_number() over (partition by mapping order by started_at desc, id desc) as place
                    from (select * from connect.run where started_at > :since order by started_at desc limit 500) r
                    where status in ('done', 'failed', 'stopped')) n
                where place = 1 and rows_rejected > 0 order by started_at desc, id limit 51
                """)
                .param("since", today.minusDays(KEPT_DAYS).atStartOfDay().atOffset(java.time.ZoneOffset.UTC))
                .query((row, number) -> item(row.getObject(1, UUID.class), row.getString(2), row.getLong(3)))
                .list();
    }

    private static Item item(UUID run, String mapping, long rejected) {
        var page = "/imports/" + run;
        return new Item(run, mapping, page, Map.of("count", rejected), Urgency.OPEN, Action.open(page));
    }
}
