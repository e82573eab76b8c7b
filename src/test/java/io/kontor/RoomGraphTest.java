package io.kontor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.DependencyDepth;

class RoomGraphTest {
    private static final Path PAGE = Path.of("ARCHITECTURE.md");
    private static final String BEGIN = "<!-- rooms: written by RoomGraphTest with -Dkontor.golden=write -->\n";
    private static final String END = "<!-- /rooms -->";

    @Test
    void the_page_shows_the_rooms_as_they_are() throws IOException {
        var page = Files.readString(PAGE, StandardCharsets.UTF_8);
        var before = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
        var after = page.substring(page.indexOf(END));
        var current = before + graph() + after;
        if ("write".equals(System.getProperty("kontor.golden"))) {
            Files.writeString(PAGE, current, StandardCharsets.UTF_8);
        } else {
            assertThat(page)
                    .as("ARCHITECTURE.md is behind; mvn test -Dtest=RoomGraphTest -Dkontor.golden=write renews it")
                    .isEqualTo(current);
        }
    }

    private static String graph() {
        var modules = ApplicationModules.of(Kontor.class);
        return modules.stream()
                .sorted(Comparator.comparing(RoomGraphTest::name))
                .map(module -> "- **" + name(module) + "** → " + uses(modules, module) + "\n")
                .collect(Collectors.joining());
    }

    private static String uses(ApplicationModules modules, ApplicationModule module) {
        var names = module.getDependencies(modules, DependencyDepth.IMMEDIATE).stream()
                .map(dependency -> name(dependency.getTargetModule()))
                .collect(Collectors.toCollection(TreeSet::new));
        return names.isEmpty() ? "nothing" : String.join(", ", names);
    }

    private static String name(ApplicationModule module) {
        return module.getIdentifier().toString();
    }
}
