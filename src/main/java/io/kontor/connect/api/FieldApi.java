package io.kontor.connect.api;

import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.ledger.Book;
import io.kontor.ui.Needs;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Fields an office made itself, which custom values refer to by code. */
@RestController
@Tag(name = "fields")
@RequestMapping("/api/v1/fields")
@Needs(kind = CustomFields.KIND)
class FieldApi extends ReferenceApi<CustomField, FieldBody> {
    FieldApi(Tools tools, CustomFields customFields) {
        super(
                tools,
                new Named<>(CustomFields.KIND, "fields", FieldBody.class),
                new Reader<>(customFields::find, customFields::findAll),
                "fields.field_v",
                "object",
                List.of(code("object", "r.object"), code("code", "r.code"), code("type", "r.type")));
    }

    @Override
    FieldBody body(Call call, Book.Known<CustomField> known) {
        var field = known.state();
        return new FieldBody(
                known.id(),
                known.version(),
                field.object(),
                field.code(),
                field.type(),
                field.audience(),
                field.label(call.words()),
                field.choices().stream()
                        .map(choice ->
                                new FieldBody.Choice(choice.code(), field.choiceLabel(choice.code(), call.words())))
                        .toList(),
                field.guarded(),
                field.withdrawn());
    }
}
