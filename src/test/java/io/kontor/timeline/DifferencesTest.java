package io.kontor.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.kernel.spi.OwnFields;
import io.kontor.language.Language;
import io.kontor.language.Words;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** From what to what, for every kind of value a state may hold. */
class DifferencesTest {
    static final UUID CLOUD = UUID.fromString("019a0000-0000-7000-8000-000000000001");
    static final UUID ADA = UUID.fromString("019a0000-0000-7000-8000-000000000002");

    final Reading reading = new Reading(
            new Words(Language.EN, ZoneOffset.UTC),
            "deal",
            Map.of(CLOUD, "Cloud Suite", ADA, "Ada Admin"),
            Map.of(
                    "budget", new OwnFields.Own(Map.of("en", "Budget", "de", "Etat"), Map.of()),
                    "size",
                            new OwnFields.Own(
                                    Map.of("de", "Umfang"), Map.of("l", Map.of("en", "Large"), "s", Map.of()))),
            false);

    List<Line.Difference> between(String before, String after) {
        return Differences.of(tree(before), tree(after), reading);
    }

    static ObjectNode tree(String json) {
        return (ObjectNode) JsonMapper.builder().build().readTree(json.replace('\'', '"'));
    }

    static Line.Difference from(String field, String before, String after) {
        return new Line.Difference(field, before, after);
    }

    @Test
    void what_is_the_same_or_was_and_is_nothing_is_no_difference() {
        assertThat(between("{'name':'A','lines':[],'ownerId':null}", "{'name':'A','custom':{}}"))
                .isEmpty();
        assertThat(Differences.of(null, tree("{'name':'A'}"), reading)).isEmpty();
    }

    @Test
    void single_values_are_read_as_people_read_them() {
        assertThat(between(
                        "{'amount':'1200','stage':'prospecting','closedOn':'2026-03-31','withdrawn':false,'ownerId':null}",
                        "{'amount':'1500.5','stage':'won','closedOn':null,'withdrawn':true,'ownerId':'" + ADA + "'}"))
                .contains(
                        from("Amount", "1,200", "1,500.5"),
                        from("Closed", "31 Mar 2026", ""),
                        from("Withdrawn", "No", "Yes"),
                        from("Owner", "", "Ada Admin"));
    }

    @Test
    void of_many_lines_only_those_that_changed_are_shown_each_member_by_itself() {
        var before = "{'lines':[{'number':1,'productId':'" + CLOUD + "','quantity':'3','amount':'300'},"
                + "{'number':2,'description':'Set-up','quantity':'1','amount':'90'},"
                + "{'number':4,'description':'Kept','quantity':'1','amount':'7'}]}";
        var after = "{'lines':[{'number':1,'productId':'" + CLOUD + "','quantity':'4','amount':'400'},"
                + "{'number':4,'description':'Kept','quantity':'1','amount':'7'},"
                + "{'number':5,'description':'Training','quantity':'2','amount':'10'}]}";
        assertThat(between(before, after))
                .containsExactly(
                        from("Lines · Cloud Suite · Amount", "300", "400"),
                        from("Lines · Cloud Suite · Quantity", "3", "4"),
                        from("Lines", "No.: 2, Description: Set-up, Quantity: 1, Amount: 90", ""),
                        from("Lines", "", "No.: 5, Description: Training, Quantity: 2, Amount: 10"));
    }

    @Test
    void of_a_plain_list_what_went_and_what_came_is_shown_and_a_new_order_as_it_is() {
        assertThat(between("{'domains':['a.example','b.example']}", "{'domains':['b.example','c.example']}"))
                .containsExactly(from(reading.field("domains"), "a.example", "c.example"));
        assertThat(between("{'domains':['a','b']}", "{'domains':['b','a']}"))
                .containsExactly(from(reading.field("domains"), "a; b", "b; a"));
    }

    @Test
    void histories_show_the_values_and_days_that_changed() {
        assertThat(
                        between(
                                "{'tiers':[{'value':'silver','from':'2025-01-01','to':null}]}",
                                "{'tiers':[{'value':'silver','from':'2025-01-01','to':'2026-01-01'},{'value':'gold','from':'2026-01-01','to':null}]}"))
                .containsExactly(from(
                        reading.field("tiers"),
                        "silver from 1 Jan 2025",
                        "silver from 1 Jan 2025 until 1 Jan 2026; gold from 1 Jan 2026"));
    }

    @Test
    void own_fields_are_shown_one_by_one_by_what_the_office_calls_them() {
        assertThat(between(
                        "{'custom':{'budget':'10 EUR','size':'s','old':'x'}}",
                        "{'custom':{'budget':'12.50 EUR','size':'l','old':'x'}}"))
                .containsExactly(from("Budget", "€10.00", "€12.50"), from("Umfang", "s", "Large"));
    }

    @Test
    void marked_texts_are_read_without_their_marks() {
        assertThat(between(
                        "{'description':{'$text':'One'},'name':{'$personal':'Zoe'}}",
                        "{'description':{'$text':'Two'},'name':{'$personal':'Zoe'}}"))
                .containsExactly(from("Description", "One", "Two"));
    }

    @Test
    void what_things_cost_is_left_out_for_those_who_may_not_see_it() {
        assertThat(between(
                        "{'lines':[{'number':1,'description':'A','quantity':'1','amount':'1','cost':'1'}]}",
                        "{'lines':[{'number':1,'description':'A','quantity':'1','amount':'1','cost':'2'}]}"))
                .isEmpty();
    }

    @Test
    void a_state_is_told_field_by_field_and_its_lines_as_a_table() {
        var facts = Fact.of(
                tree(
                        "{'amount':'300','name':'Deal','lines':[{'number':1,'productId':'" + CLOUD
                                + "','quantity':'3','amount':'300','cost':'5','description':null}],'custom':{'size':'l'},'domains':[]}"),
                reading);
        assertThat(facts)
                .containsExactly(
                        new Fact("Name", List.of("Deal"), null),
                        new Fact("Amount", List.of("300"), null),
                        new Fact(
                                "Lines",
                                List.of(),
                                new Fact.Table(
                                        List.of("No.", "Product", "Quantity", "Amount"),
                                        List.of(List.of("1", "Cloud Suite", "3", "300")))),
                        new Fact("Umfang", List.of("Large"), null));
    }
}
