package io.kontor.ledger;

import io.kontor.ledger.seal.Opening;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Content as exports show it: each text with its own key, or its commitment alone where the key was destroyed. */
final class ShownContent implements Opening {
    @Override
    public String keys(String alias) {
        return Keyring.columns(alias, "");
    }

    @Override
    public String open(UUID entry, byte[] closed, byte @Nullable [] personKey, @Nullable String textKeys) {
        var keys = Keyring.of(entry, personKey, textKeys);
        var cipher = new TextCipher();
        var content = States.tree(new String(closed, StandardCharsets.UTF_8));
        MarkedTexts.replaceAll(content, found -> shown(found, keys, cipher));
        return content.toString();
    }

    private static JsonNode shown(MarkedTexts.Found found, Keyring keys, TextCipher cipher) {
        var base64 = Base64.getEncoder();
        var shown = JsonNodeFactory.instance.objectNode();
        var key = keys.key(found.mark(), found.pointer());
        if (key.isEmpty()) {
            return shown.put("$commitment", found.value().path("c").asString(""))
                    .putNull(found.mark().member());
        }
        var text = cipher.open(
                key.get(), Base64.getDecoder().decode(found.value().path("v").asString("")));
        return shown.put("$key", base64.encodeToString(key.get()))
                .put(found.mark().member(), text);
    }
}
