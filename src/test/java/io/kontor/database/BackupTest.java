package io.kontor.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.kernel.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    @TempDir
    Path folder;

    static void refused(ThrowingCallable work, String code) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    Path backup(Endpoint endpoint) {
        return new Backup(endpoint, Clock.systemUTC())
                .to(folder.resolve("one.kontor-backup"))
                .file();
    }

    @Test
    void an_office_comes_back_as_it_was_table_by_table() throws Exception {
        var office = TestCluster.migrated();
        var copy = TestCluster.empty();
        new Restore(copy).from(backup(office));
        assertThat(contents(copy)).isEqualTo(contents(office));
        assertThat(new Migrations(copy).upToDate()).isTrue();
    }

    /** Every table's rows as text, in a fixed order. */
    static Map<String, String> contents(Endpoint endpoint) throws Exception {
        var contents = new TreeMap<String, String>();
        try (var connection = endpoint.open(DatabaseRole.OWNER)) {
            for (var table : new Catalog(connection).tables().keySet()) {
                try (var rows = connection
                        .createStatement()
                        .executeQuery(
                                "select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '')"
                                        + " from " + table + " t")) {
                    rows.next();
                    contents.put(table, rows.getString(1));
                }
            }
        }
        return contents;
    }

    @Test
    void a_backup_never_overwrites_a_file() throws Exception {
        var file = Files.writeString(folder.resolve("precious"), "do not touch");
        refused(() -> new Backup(TestCluster.migrated(), Clock.systemUTC()).to(file), "file-exists");
        assertThat(file).hasContent("do not touch");
    }

    @Test
    void a_backup_of_nothing_is_refused_and_leaves_no_file() {
        refused(() -> backup(TestCluster.empty()), "backup-of-nothing");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_folder_that_is_not_there_is_named() {
        refused(
                () -> new Backup(TestCluster.migrated(), Clock.systemUTC())
                        .to(folder.resolve("missing").resolve("file")),
                "backup-not-written");
    }

    @Test
    void a_restore_into_an_office_with_people_in_it_is_refused() {
        var office = TestCluster.migrated();
        refused(() -> new Restore(office).from(backup(office)), "office-not-empty");
    }

    @Test
    void a_file_that_is_no_backup_is_named() throws Exception {
        var text = Files.writeString(folder.resolve("letter.txt"), "Dear partner");
        refused(() -> new Restore(TestCluster.empty()).from(text), "not-a-backup");
        refused(() -> new Restore(TestCluster.empty()).from(folder.resolve("nothing")), "no-such-file");
    }

    @Test
    void a_cut_backup_is_refused_before_anything_is_written() throws Exception {
        var file = backup(TestCluster.migrated());
        var bytes = Files.readAllBytes(file);
        var cut = Files.write(folder.resolve("cut"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
        var empty = TestCluster.empty();
        refused(() -> new Restore(empty).from(cut), "not-a-backup");
        assertThat(new Migrations(empty).current()).isEmpty();
    }

    @Test
    void a_backup_of_a_newer_kontor_is_refused() throws Exception {
        var file = backup(TestCluster.migrated());
        var newer = rewritten(file, "\"schema\" : \"2026", "\"schema\" : \"9026");
        refused(() -> new Restore(TestCluster.empty()).from(newer), "backup-newer");
    }

    @Test
    void a_backup_whose_rows_do_not_match_its_manifest_is_refused() throws Exception {
        var file = backup(TestCluster.migrated());
        var altered = rewritten(file, "\"rows\" : ", "\"rows\" : 1");
        refused(() -> new Restore(TestCluster.empty()).from(altered), "backup-damaged");
    }

    /** The backup with its manifest changed, everything else as it was. */
    Path rewritten(Path file, String what, String with) throws Exception {
        var target = folder.resolve("rewritten");
        try (var in = new java.util.zip.ZipFile(file.toFile());
                var out = new java.util.zip.ZipOutputStream(Files.newOutputStream(target))) {
            for (var entry : java.util.Collections.list(in.entries())) {
                out.putNextEntry(new java.util.zip.ZipEntry(entry.getName()));
                var bytes = in.getInputStream(entry).readAllBytes();
                if (entry.getName().equals(BackupManifest.FILE)) {
                    var text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
                    assertThat(text).contains(what);
                    bytes = text.replace(what, with).getBytes(java.nio.charset.StandardCharsets.UTF_8);
                }
                out.write(bytes);
                out.closeEntry();
            }
        }
        return target;
    }
}
