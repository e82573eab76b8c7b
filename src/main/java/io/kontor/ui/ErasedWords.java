package io.kontor.ui;

import gg.jte.TemplateOutput;
import io.kontor.kernel.Erased;
import io.kontor.language.Words;

/** Output of a page in which the reader's word stands where a text was erased. */
record ErasedWords(TemplateOutput inner, Words words) implements TemplateOutput {
    private static final char FIRST = Erased.MARK.charAt(0);

    private String said(String value) {
        return value.replace(Erased.MARK, words.t("ui.erased"));
    }

    @Override
    public void writeContent(String value) {
        inner.writeContent(value.indexOf(FIRST) < 0 ? value : said(value));
    }

    @Override
    public void writeContent(String value, int from, int to) {
        int first = value.indexOf(FIRST, from);
        if (first < 0 || first >= to) {
            inner.writeContent(value, from, to);
        } else {
            inner.writeContent(said(value.substring(from, to)));
        }
    }

    @Override
    public void writeBinaryContent(byte[] value) {
        inner.writeBinaryContent(value);
    }
}
