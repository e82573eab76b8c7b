package io.kontor.connect.web;

import io.kontor.connect.imports.ImportDesk;
import io.kontor.connect.imports.ImportDrafts.Upload;
import io.kontor.kernel.Refusal;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;

/** Files as a form sends them, and what is begun with them. */
final class GivenFiles {
    private GivenFiles() {}

    static List<Upload> of(@Nullable List<MultipartFile> files) {
        var uploads = new ArrayList<Upload>();
        for (var file : files == null ? List.<MultipartFile>of() : files) {
            if (!file.isEmpty()) {
                uploads.add(
                        new Upload(String.valueOf(file.getOriginalFilename()), file.getSize(), file::getInputStream));
            }
        }
        return uploads;
    }

    /** Begins their import. What cannot begin now waits on its own page, so that nobody sends the same files twice. */
    static View run(ImportDesk desk, Viewer viewer, UUID draft) {
        try {
            return Pages.to("/imports/" + desk.run(viewer.actor(), draft, viewer.words()));
        } catch (Refusal refusal) {
            if (refusal.kind() != Refusal.Kind.CONFLICT) {
                throw refusal;
            }
            return Pages.refused("/imports/drafts/" + draft, refusal);
        }
    }
}
