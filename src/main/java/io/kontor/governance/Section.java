package io.kontor.governance;

import java.util.List;

/**
 * A part of a document as people read it. Two versions are laid side by side by the keys of sections and lines.
 *
 * @param key stays the same from version to version
 */
public record Section(String key, String title, List<Line> lines) {
    public Section {
        lines = List.copyOf(lines);
    }
}
