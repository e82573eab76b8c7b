package io.kontor.governance.spi;

import io.kontor.governance.Section;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What publishing a draft would do.
 *
 * @param sections said in words, in the language it was asked in
 * @param figures by name ({@code figure.<name>}); those that are watched later are compared with it
 * @param rows as a table, the first row its heading; empty for none
 */
public record Simulation(List<Section> sections, Map<String, BigDecimal> figures, List<List<String>> rows) {
    public Simulation {
        sections = List.copyOf(sections);
        figures = Map.copyOf(figures);
        rows = rows.stream().map(List::copyOf).toList();
    }
}
