package io.kontor.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.database.DataDirectory;
import io.kontor.database.Job;
import io.kontor.files.Audience;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import io.kontor.kernel.spi.Attention;
import io.kontor.ledger.Ledger;
import io.kontor.partners.Partner;
import io.kontor.partners.Partners;
import io.kontor.post.Letter;
import io.kontor.post.Post;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class HousekeepingTest {
    @TempDir
    Path folder;

    TwoRegions world;
    DataDirectory data;

    @BeforeEach
    void open() throws IOException {
        data = new DataDirectory(folder).prepare();
        Files.createDirectories(folder.resolve("postgres-18"));
        Files.writeString(folder.resolve("postgres-18/PG_VERSION"), "18\n", StandardCharsets.UTF_8);
        world = new TwoRegions(data);
        Files.setLastModifiedTime(
                folder.resolve("postgres-18/PG_VERSION"),
                FileTime.from(world.office.clock().instant()));
    }

    @AfterEach
    void close() {
        world.close();
    }

    void round(String job) {
        world.office.beans(Job.class).stream()
                .filter(one -> one.name().equals(job))
                .findFirst()
                .orElseThrow()
                .work()
                .run();
    }

    Optional<Attention.Item> lateBackup(Actor actor) {
        return world.bean(NeedsYou.class).of(actor, 3).stream()
                .filter(group -> group.kind().code().equals("backup-late"))
                .map(group -> group.open().items().getFirst())
                .findFirst();
    }

    @Test
    void home_says_when_the_newest_backup_is_older_than_two_days_and_writes_one() throws IOException {
        assertThat(lateBackup(world.admin)).isEmpty();
        world.office.clock().move(Duration.ofDays(2).plusMinutes(1));
        assertThat(lateBackup(world.admin).orElseThrow().facts()).containsEntry("none", "yes");
        var backups = world.bean(BackupAttention.class);
        backups.now(world.admin);
        assertThat(lateBackup(world.admin)).isEmpty();
        try (var files = Files.list(data.backups())) {
            assertThat(files).hasSize(1);
        }
        // The file carries the machine's time.
        world.office.clock().set(Instant.now().plus(Duration.ofDays(3)));
        assertThat(lateBackup(world.admin).orElseThrow().facts()).containsEntry("none", "no");
    }

    @Test
    void only_who_may_back_up_is_told_and_does() {
        world.office.clock().move(Duration.ofDays(3));
        var auditor = world.actor(world.person("Otto", "otto@example.com", "en", "Europe/Berlin", "auditor"));
        assertThat(lateBackup(auditor)).isEmpty();
        assertThatThrownBy(() -> world.bean(BackupAttention.class).now(auditor)).isInstanceOf(Refusal.class);
    }

    @Test
    void the_manager_of_tomorrow_stands_in_the_list_once_tomorrow_has_come() {
        var today = world.bean(NeedsYou.class).today(world.admin);
        var mia = world.person("Mia", "mia@example.com", "en", "Europe/Berlin", "partner-manager");
        var partner = world.bean(Partners.class)
                .create(world.admin, Partner.named("Fjord ApS").withManager(mia, today.plusDays(1)), null);
        round("partners-day");
        assertThat(manager(partner)).isEqualTo("null");
        world.office.clock().move(Duration.ofDays(1));
        round("partners-day");
        round("partners-day");
        assertThat(manager(partner)).isEqualTo(mia.toString());
    }

    private String manager(UUID partner) {
        return world.office
                .column("select manager_id from partners.partner where id = '" + partner + "'")
                .getFirst();
    }

    @Test
    void files_go_on_their_last_day_and_no_sooner() {
        var partner = world.partner("Fjord ApS", "DK");
        var today = world.bean(NeedsYou.class).today(world.admin);
        var files = world.bean(io.kontor.files.Files.class);
        files.attach(
                world.admin,
                new Subject("partner", partner),
                "rejects.csv",
                "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8),
                Audience.OFFICE,
                today.plusDays(30));
        world.office.clock().move(Duration.ofDays(29));
        round("files-expiry");
        assertThat(world.office.column("select count(*)::text from files.chunk"))
                .containsExactly("1");
        world.office.clock().move(Duration.ofDays(1));
        round("files-expiry");
        assertThat(world.office.column("select count(*)::text from files.chunk"))
                .containsExactly("0");
        assertThat(actions("file")).containsExactly("file.attached", "file.expired");
    }

    @Test
    void the_words_of_letters_that_went_are_let_go_of_after_ninety_days() {
        var anna = world.person("Anna", "anna@example.com", "en", "Europe/Berlin", "auditor");
        var post = world.bean(Post.class);
        post.send(world.admin, new Letter(anna, "reset", Map.of(), "http://localhost/one", "one"));
        post.send(world.admin, new Letter(anna, "reset", Map.of(), "http://localhost/two", "two"));
        post.cancel(world.admin, UUID.fromString(message("one")));
        world.office.clock().move(Duration.ofDays(89));
        round("mail-emptying");
        assertThat(words("one")).contains("http://localhost/one");
        world.office.clock().move(Duration.ofDays(2));
        round("mail-emptying");
        round("mail-emptying");
        assertThat(words("one")).isEmpty();
        assertThat(words("two")).contains("http://localhost/two");
        assertThat(actions("message"))
                .containsExactlyInAnyOrder("message.queued", "message.queued", "message.cancelled", "message.emptied");
    }

    private String message(String key) {
        return world.office
                .column("select id from post.message where key = '" + key + "'")
                .getFirst();
    }

    private String words(String key) {
        return world.office
                .column("select body || coalesce(link, '') from post.message where key = '" + key + "'")
                .getFirst();
    }

    private List<String> actions(String type) {
        world.bean(Ledger.class).settle();
        return world.office.column("select action from ledger.entry where subject_type = '" + type + "' order by seq");
    }
}
