package io.kontor.connect.imports;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Finds rows of UTF-8 in a file whose other rows are written in an older encoding: put together, such files look whole. */
final class MixedLetters {
    private MixedLetters() {}

    /** Whether a cell that was read in an encoding of single bytes is one of UTF-8: no language writes its letters so. */
    static boolean utf8(String cell, Charset encoding) {
        if (cell.chars().allMatch(letter -> letter < 128) || !encoding.canEncode()) {
            return false;
        }
        try {
            var encoder = encoding.newEncoder();
            if (encoder.maxBytesPerChar() > 1) {
                return false;
            }
            ByteBuffer bytes = encoder.encode(CharBuffer.wrap(cell));
            StandardCharsets.UTF_8.newDecoder().decode(bytes);
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
