package io.kontor.deals.web;

import io.kontor.catalog.Products;
import io.kontor.deals.Deal;
import io.kontor.deals.DealLine;
import io.kontor.deals.DealShare;
import io.kontor.deals.PartnerRole;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.partners.Partners;
import io.kontor.ui.Form;
import io.kontor.ui.Picks;
import io.kontor.ui.Viewer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The lines and the partners of a deal as rows of a form. */
@Component
class DealRows {
    private final Partners partners;
    private final Products products;

    DealRows(Partners partners, Products products) {
        this.partners = partners;
        this.products = products;
    }

    /** Whether lines are typed with what they cost us. */
    static boolean mayPrice(Viewer viewer) {
        return viewer.may("cost", Verb.SEE) && viewer.may("cost", Verb.CHANGE);
    }

    /** Lines as they were typed; mistakes are noted in the form. */
    List<DealLine> lines(Viewer viewer, Form form, Deal from) {
        boolean costs = mayPrice(viewer);
        var costsBefore = new HashMap<Integer, @Nullable BigDecimal>();
        from.lines().forEach(line -> costsBefore.put(line.number(), line.cost()));
        var lines = new ArrayList<DealLine>();
        for (var row : form.allRows("line", "amount")) {
            var product = row.text("product");
            var description = row.text("description");
            var quantity = row.number("quantity");
            var amount = row.number("amount");
            if (product == null && description == null && amount == null) {
                continue;
            }
            var number = number(row.value("number"));
            var id = Picks.read(
                    form,
                    "line.product",
                    "lines",
                    product,
                    "deal-product",
                    (words, most) -> products.search(viewer.actor(), words, most).stream()
                            .map(one -> new Picks.Meant(one.id(), one.name(), one.sku()))
                            .toList());
            var cost = costs ? row.number("cost") : costsBefore.get(number);
            if (row.text("quantity") == null || row.text("amount") == null) {
                form.refuse(Refusal.invalid("line-incomplete").at("lines"));
            } else if (quantity != null && amount != null && (product == null || id != null)) {
                note(form, () -> lines.add(new DealLine(number, id, description, quantity, amount, cost)));
            }
        }
        return lines;
    }

    private static int number(String text) {
        return text.matches("\\d{1,8}") ? Integer.parseInt(text) : 0;
    }

    private static void note(Form form, Runnable work) {
        try {
            work.run();
        } catch (Refusal refusal) {
            form.refuse(refusal);
        }
    }

    /** The partners on a deal and their parts as they were typed. */
    List<DealShare> shares(Actor actor, Form form) {
        var shares = new ArrayList<DealShare>();
        for (var row : form.rows("partner", "name")) {
            var share = share(
                    actor,
                    form,
                    "partner.name",
                    row.text("name"),
                    row.value("role"),
                    row.day("day"),
                    row.text("evidence"));
            if (share != null) {
                shares.add(share);
            }
        }
        return shares;
    }

    /** A partner and its part as somebody typed them. */
    @Nullable DealShare share(
            Actor actor,
            Form form,
            String name,
            @Nullable String typed,
            String role,
            @Nullable LocalDate day,
            @Nullable String evidence) {
        var partner = Picks.read(
                form,
                name,
                "partners",
                typed,
                "partner",
                (words, most) -> partners.search(actor, words, most).stream()
                        .map(one -> new Picks.Meant(one.id(), one.name(), one.where()))
                        .toList());
        var part = Stream.of(PartnerRole.values())
                .filter(one -> one.code().equals(role))
                .findFirst();
        if (partner == null || part.isEmpty()) {
            form.refuse(Refusal.invalid("field-required").at("partners"));
            return null;
        }
        return new DealShare(partner, part.get(), day, evidence);
    }
}
