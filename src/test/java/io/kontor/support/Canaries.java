package io.kontor.support;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;

/**
 * Looks for words anywhere below a folder: in bytes as they are, unpacked from archives, and in everything that could be base64
 * or hexadecimal.
 */
public final class Canaries {
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{12,}={0,2}");
    private static final Pattern HEX = Pattern.compile("(?:[0-9a-f]{2}){8,}");
    private static final int DEEP = 4;

    private final List<String> words;
    private final TreeSet<String> found = new TreeSet<>();

    private Canaries(List<String> words) {
        this.words = words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    }

    /** Where each was found: {@code word in place}. */
    public static List<String> in(Path folder, List<String> words) {
        var canaries = new Canaries(words);
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = folder.relativize(file).toString();
                canaries.look(name, name.getBytes(StandardCharsets.UTF_8), 0);
                canaries.look(name, Files.readAllBytes(file), DEEP);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(canaries.found);
    }

    public static List<String> in(String text, List<String> words) {
        var canaries = new Canaries(words);
        canaries.look("text", text.getBytes(StandardCharsets.UTF_8), DEEP);
        return List.copyOf(canaries.found);
    }

    private void look(String place, byte[] bytes, int depth) {
        for (var text : List.of(
                new String(bytes, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT),
                new String(bytes, StandardCharsets.UTF_16LE).toLowerCase(Locale.ROOT),
                new String(bytes, StandardCharsets.UTF_16BE).toLowerCase(Locale.ROOT))) {
            words.stream().filter(text::contains).forEach(word -> found.add(word + " in " + place));
        }
        if (depth > 0) {
            for (var inner : unpacked(bytes)) {
                look(place, inner, depth - 1);
            }
            var plain = new String(bytes, StandardCharsets.ISO_8859_1);
            HEX.matcher(plain)
                    .results()
                    .forEach(hex -> look(place, HexFormat.of().parseHex(hex.group()), depth - 1));
            BASE64.matcher(plain).results().forEach(match -> {
                var text = match.group().replace("=", "").replace('-', '+').replace('_', '/');
                for (int from = 0; from < 4 && from < text.length(); from++) {
                    var part = text.substring(from, from + (text.length() - from) / 4 * 4);
                    look(place, Base64.getDecoder().decode(part), 0);
                }
            });
        }
    }

    private static List<byte[]> unpacked(byte[] bytes) {
        var all = new ArrayList<byte[]>();
        try (InputStream in = new BufferedInputStream(new ByteArrayInputStream(bytes))) {
            if (bytes.length > 4 && bytes[0] == 'P' && bytes[1] == 'K') {
                var zip = new ZipInputStream(in);
                for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    all.add(entry.getName().getBytes(StandardCharsets.UTF_8));
                    all.add(zip.readAllBytes());
                }
            } else if (bytes.length > 4 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b) {
                all.add(new GZIPInputStream(in).readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
