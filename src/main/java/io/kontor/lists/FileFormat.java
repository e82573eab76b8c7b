package io.kontor.lists;

import java.util.Locale;

/** As what a table leaves the house. */
public enum FileFormat {
    CSV("text/csv;charset=UTF-8"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    PARQUET("application/vnd.apache.parquet");

    private final String contentType;

    FileFormat(String contentType) {
        this.contentType = contentType;
    }

    public String contentType() {
        return contentType;
    }

    /** How names of such files end, without the dot. */
    public String suffix() {
        return name().toLowerCase(Locale.ROOT);
    }
}
