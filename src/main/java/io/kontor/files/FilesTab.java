package io.kontor.files;

import io.kontor.kernel.spi.Holding;
import io.kontor.ui.ObjectTab;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FilesTab {
    /** Every object that has a page has notes and files on it. */
    @Bean
    ObjectTab notesTab(List<Holding> holdings) {
        var types = holdings.stream().map(Holding::type).collect(Collectors.toUnmodifiableSet());
        return new ObjectTab(types, 800, "notes", "files.tab", "/hanging/{type}/{id}", "note:see");
    }
}
