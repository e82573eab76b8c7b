package io.kontor.connect.imports;

import io.kontor.kernel.Somebody;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;

/** Whether a file tells of somebody: its text in the usual encodings, also inside archives and workbooks. */
final class Mentions {
    private static final int PIECE = 1 << 20;
    private static final int DEEP = 3;

    private static final List<Charset> ENCODINGS = List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            Charset.forName("windows-1252"));

    private final List<byte[]> words = new ArrayList<>();
    /** With which bytes any of the words begins, so that most places of a file are passed by at once. */
    private final boolean[] begins = new boolean[256];

    private final int longest;

    private Mentions(Somebody who) {
        for (var word : who.words()) {
            for (var form : List.of(word, word.toLowerCase(Locale.ROOT))) {
                ENCODINGS.forEach(encoding -> add(form.getBytes(encoding)));
            }
        }
        this.longest = words.stream().mapToInt(word -> word.length).max().orElse(0);
    }

    private void add(byte[] word) {
        for (int i = 0; i < word.length; i++) {
            word[i] = small(word[i]);
        }
        if (words.stream().noneMatch(known -> Arrays.equals(known, word))) {
            words.add(word);
            begins[word[0] & 0xff] = true;
            if (word[0] >= 'a' && word[0] <= 'z') {
                begins[word[0] - ('a' - 'A')] = true;
            }
        }
    }

    static boolean in(Path file, Somebody who) {
        if (who.words().isEmpty()) {
            return false;
        }
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            return who.isIn(String.valueOf(file.getFileName())) || new Mentions(who).in(in, DEEP);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean in(InputStream in, int depth) throws IOException {
        in.mark(4);
        var head = in.readNBytes(4);
        in.reset();
        if (depth > 0 && head.length == 4 && head[0] == 'P' && head[1] == 'K') {
            var zip = new ZipInputStream(in);
            while (zip.getNextEntry() != null) {
                if (in(new BufferedInputStream(zip), depth - 1)) {
                    return true;
                }
            }
            return false;
        }
        if (depth > 0 && head.length == 4 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b) {
            return in(new BufferedInputStream(new GZIPInputStream(in)), depth - 1);
        }
        var piece = new byte[PIECE + longest];
        int kept = 0;
        for (int read = in.readNBytes(piece, 0, PIECE); read > 0; read = in.readNBytes(piece, kept, PIECE)) {
            int there = kept + read;
            if (holds(piece, there)) {
                return true;
            }
            kept = Math.min(longest, there);
            System.arraycopy(piece, there - kept, piece, 0, kept);
        }
        return false;
    }

    /** Small letters and large ones of the Latin alphabet are the same. */
    private boolean holds(byte[] piece, int there) {
        for (int i = 0; i < there; i++) {
            if (begins[piece[i] & 0xff]) {
                for (var word : words) {
                    if (i + word.length <= there && matches(piece, i, word)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean matches(byte[] piece, int from, byte[] word) {
        for (int i = 0; i < word.length; i++) {
            if (small(piece[from + i]) != word[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte small(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
    }
}
