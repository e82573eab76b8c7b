package io.kontor.database;

import java.util.List;

/**
 * What a backup says of itself; the last file in it, so its presence says that the backup was finished.
 *
 * @param format {@code kontor-backup/1}
 * @param schema the newest migration the tables stand at
 * @param tables in an order in which they can be filled again: what is referred to comes first
 */
record BackupManifest(
        String format, String kontor, String schema, String created, List<Table> tables, List<Sequence> sequences) {
    static final String FORMAT = "kontor-backup/1";
    static final String FILE = "manifest.json";

    /**
     * @param sha256 of the table's file, in hexadecimal
     */
    record Table(String name, List<String> columns, long rows, String sha256) {
        String file() {
            return "tables/" + name + ".copy";
        }
    }

    record Sequence(String name, long value) {}
}
