package io.kontor.metrics;

import io.kontor.database.Rows;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What happened with partners on which days. */
@Component
class ActivitySql {
    /** What counts as something happening. */
    enum Kind {
        SIGN_IN,
        DEAL_OPENED,
        DEAL_MOVED,
        DEAL_WON,
        NOTE;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final JdbcClient jdbc;

    ActivitySql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Happening(UUID entry, int sign, Instant knownAt, UUID partner, Kind kind, LocalDate day) {}

    void add(List<Happening> happenings) {
        if (happenings.isEmpty()) {
            return;
        }
        var rows = Rows.of(happenings)
                .uuid("entry", Happening::entry)
                .whole("sign", Happening::sign)
                .moment("known", Happening::knownAt)
                .uuid("partner", Happening::partner)
                .text("kind", one -> one.kind().code())
                .day("day", Happening::day)
                .params();
        jdbc.sql("""
                insert into metrics.activity_fact (entry_id, sign, known_at, partner_id, kind, day)
                select * from unnest(:entry, :sign, :known, :partner, :kind, :day)
                """).params(rows).update();
        jdbc.sql("""
                insert into metrics.activity_day (day, partner_id, kind, times)
                select day, partner, kind, sum(sign) from unnest(:sign, :partner, :kind, :day) as r (sign, partner, kind, day)
                group by 1, 2, 3 order by 1, 2, 3
                on conflict (partner_id, day, kind) do update set times = activity_day.times + excluded.times
                """).params(rows).update();
        jdbc.sql("""
                insert into metrics.activity_month (month, partner_id, sign_in, deal_opened, deal_moved, deal_won, note)
                select t.month, t.partner, coalesce(bit_or(b.bit) filter (where a.kind = 'sign_in'), 0),
                    coalesce(bit_or(b.bit) filter (where a.kind = 'deal_opened'), 0),
                    coalesce(bit_or(b.bit) filter (where a.kind = 'deal_moved'), 0),
                    coalesce(bit_or(b.bit) filter (where a.kind = 'deal_won'), 0),
                    coalesce(bit_or(b.bit) filter (where a.kind = 'note'), 0)
                from (
                    select distinct date_trunc('month', day)::date as month, partner
                    from unnest(:partner, :day) as r (partner, day)
                ) t
                left join metrics.activity_day a on a.partner_id = t.partner and a.times > 0
                    and a.day >= t.month and a.day < t.month + interval '1 month'
                cross join lateral (select 1 << (extract(day from a.day)::int - 1) as bit) b
                group by 1, 2 order by 1, 2
                on conflict (month, partner_id) do update set sign_in = excluded.sign_in, deal_opened = excluded.deal_opened,
                    deal_moved = excluded.deal_moved, deal_won = excluded.deal_won, note = excluded.note
                """).params(rows).update();
    }
}
