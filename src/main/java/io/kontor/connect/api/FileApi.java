package io.kontor.connect.api;

import io.kontor.files.Audience;
import io.kontor.files.Files;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ui.Needs;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Files on objects: whoever may read the object may read what hangs on it. */
@RestController
@Tag(name = "files")
@RequestMapping("/api/v1/files")
class FileApi {
    private final Files files;
    private final Tools tools;

    FileApi(Files files, Tools tools) {
        this.files = files;
        this.tools = tools;
    }

    @GetMapping
    @Needs(kind = "file")
    ResponseEntity<byte[]> list(Call call) {
        call.parameters(Set.of("subject", "after", "limit"));
        var subject = call.needed("subject", "api-expects-subject", Texts::subject);
        var after = call.parameter("after", "api-cursor-unknown", Texts::id).orElse(null);
        var limit = call.limit();
        var all = files.keptOf(call.actor(), subject);
        var from = after == null ? 0 : place(all, after) + 1;
        var page = all.subList(from, Math.min(all.size(), from + limit)).stream()
                .map(FileBody::of)
                .toList();
        var next = from + limit < all.size() ? page.getLast().id().toString() : null;
        return call.page(new ItemPage<>(page, next));
    }

    private static int place(java.util.List<Files.Kept> all, UUID after) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(after)) {
                return i;
            }
        }
        throw Refused.at(HttpStatus.BAD_REQUEST, "after", "api-cursor-unknown");
    }

    @GetMapping("/{id}")
    @Needs(kind = "file")
    ResponseEntity<byte[]> one(Call call, @PathVariable UUID id) {
        call.parameters(Set.of());
        var kept = files.kept(call.actor(), id);
        return Answer.of(200, null, kept.version(), FileBody.of(kept)).entity();
    }

    /** The content itself, to be saved, never shown inside a page of ours. */
    @GetMapping("/{id}/content")
    @Needs(kind = "file")
    void content(Call call, @PathVariable UUID id, HttpServletResponse response) throws IOException {
        call.parameters(Set.of());
        var file = files.find(call.actor(), id);
        response.setContentType(file.media());
        response.setContentLengthLong(file.size());
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.setHeader(
                "Content-Disposition",
                ContentDisposition.attachment()
                        .filename(file.name(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        files.write(call.actor(), id, response.getOutputStream());
    }

    @PostMapping
    @Needs(kind = "file", verb = Verb.CREATE)
    ResponseEntity<byte[]> add(Call call, @RequestParam(name = "file", required = false) @Nullable MultipartFile file)
            throws IOException {
        call.multipart();
        call.parameters(Set.of("subject", "audience"));
        var subject = call.needed("subject", "api-expects-subject", Texts::subject);
        var audience = call.parameter("audience").map(FileApi::audience).orElse(Audience.OFFICE);
        if (file == null) {
            throw Refused.at(HttpStatus.BAD_REQUEST, "file", "api-parameter-needed");
        }
        var name = String.valueOf(file.getOriginalFilename());
        var content = file.getBytes();
        var request = call.fingerprint(content, subject + "\n" + audience + "\n" + name);
        return tools.answers()
                .once(call, request, () -> {
                    var id = attach(call, subject, name, content, audience);
                    var kept = files.kept(call.actor(), id);
                    return Answer.of(201, "/api/v1/files/" + id, kept.version(), FileBody.of(kept));
                })
                .entity();
    }

    private UUID attach(Call call, io.kontor.kernel.Subject subject, String name, byte[] content, Audience audience) {
        try {
            return files.attach(call.actor(), subject, Texts.sound(name) ? name : "", content, audience);
        } catch (Refusal refusal) {
            throw refusal.kind() == Refusal.Kind.NOT_FOUND
                    ? Refusal.invalid("api-reference-unknown").at("subject")
                    : refusal;
        }
    }

    private static Audience audience(String text) {
        return Arrays.stream(Audience.values())
                .filter(one -> one.code().equals(text))
                .findFirst()
                .orElseThrow(() -> Refused.at(
                        HttpStatus.BAD_REQUEST, "audience", "api-expects-choice", "choices", "office, partner"));
    }

    /** A file never changes, so no version is asked for. */
    @DeleteMapping("/{id}")
    @Needs(kind = "file", verb = Verb.WITHDRAW)
    ResponseEntity<byte[]> withdraw(Call call, @PathVariable UUID id) {
        files.withdraw(call.actor(), id, call.reason());
        return ResponseEntity.noContent().build();
    }
}
