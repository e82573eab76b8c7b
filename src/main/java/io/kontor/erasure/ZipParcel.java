package io.kontor.erasure;

import io.kontor.kernel.spi.PersonalData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A parcel as one archive: a JSON file for each part, and files as they are. */
public final class ZipParcel implements PersonalData.Parcel {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);
    private final Set<String> names = new HashSet<>();

    @Override
    public void json(String name, Object content) {
        file(name + ".json", JSON.writeValueAsBytes(content));
    }

    @Override
    public void file(String name, byte[] content) {
        var clean = name.replace("..", "_").replace('\\', '_');
        var free = clean;
        for (int i = 2; !names.add(free); i++) {
            free = i + "-" + clean;
        }
        try {
            zip.putNextEntry(new ZipEntry(free));
            zip.write(content);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole archive; nothing can be added any more. */
    public byte[] bytes() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
