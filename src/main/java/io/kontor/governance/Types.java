package io.kontor.governance;

import io.kontor.governance.spi.DocumentType;
import io.kontor.kernel.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The types of documents the house knows. They are asked for late: a type may itself ask for documents. */
@Component
public final class Types {
    private final ObjectProvider<DocumentType<?>> beans;

    Types(ObjectProvider<DocumentType<?>> beans) {
        this.beans = beans;
    }

    private Map<String, DocumentType<?>> byCode() {
        var types = new TreeMap<String, DocumentType<?>>();
        beans.forEach(type -> types.put(type.code(), type));
        return types;
    }

    /** By their codes. */
    public List<DocumentType<?>> all() {
        return List.copyOf(byCode().values());
    }

    public Optional<DocumentType<?>> find(String code) {
        return Optional.ofNullable(byCode().get(code));
    }

    /** Refuses: no such type. */
    public DocumentType<?> of(String code) {
        return find(code)
                .orElseThrow(() ->
                        Refusal.invalid("document-type-unknown", "type", code).at("type"));
    }
}
