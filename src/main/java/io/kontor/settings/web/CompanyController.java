package io.kontor.settings.web;

import io.kontor.company.Company;
import io.kontor.company.CompanyProfile;
import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.files.Audience;
import io.kontor.files.Files;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import io.kontor.kernel.Verb;
import io.kontor.timeline.Timelines;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Open;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Tabs;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;

/** The company: its page, its form, its logo. */
@Controller
class CompanyController {
    private static final int LARGEST_LOGO = 500;

    private final Tx tx;
    private final Company company;
    private final Files files;
    private final Timelines timelines;
    private final Tabs tabs;
    private final Pages pages;

    CompanyController(Tx tx, Company company, Files files, Timelines timelines, Tabs tabs, Pages pages) {
        this.tx = tx;
        this.company = company;
        this.files = files;
        this.timelines = timelines;
        this.tabs = tabs;
        this.pages = pages;
    }

    record CompanyPage(
            UUID id,
            UUID version,
            CompanyProfile profile,
            String month,
            Tabs.Shown tabs,
            Form logo,
            boolean mayChange) {}

    @GetMapping("/settings/company")
    @Needs(kind = "company")
    View page(Viewer viewer, @RequestParam(required = false) @Nullable String tab) {
        return show(viewer, tab, Form.fresh(viewer.words()), HttpStatus.OK);
    }

    private View show(Viewer viewer, @Nullable String tab, Form logo, HttpStatus status) {
        var known = company.known(viewer.actor());
        var month = Month.of(known.profile().fiscalMonth())
                .getDisplayName(
                        TextStyle.FULL_STANDALONE, viewer.words().language().locale());
        var page = new CompanyPage(
                known.id(),
                known.version(),
                known.profile(),
                month,
                tabs.of(viewer, "company", known.id(), List.of("overview"), "/settings/company", tab),
                logo,
                viewer.may("company", Verb.CHANGE));
        return pages.show("settings/web/company.jte", page, status);
    }

    record CompanyFormPage(
            Form form,
            List<Option> currencies,
            List<Option> zones,
            List<Option> months,
            List<Option> languages,
            List<Timelines.Clashing> clashes) {}

    private View form(Viewer viewer, Form form, HttpStatus status) {
        var words = viewer.words();
        var clash = form.clash();
        var page = new CompanyFormPage(
                form,
                Choices.currencies(words),
                Choices.zones(),
                Choices.months(words),
                Choices.languages(),
                clash == null ? List.of() : timelines.clashing(viewer.actor(), words, clash));
        return pages.show("settings/web/company-form.jte", page, status);
    }

    @GetMapping("/settings/company/edit")
    @Needs(kind = "company", verb = Verb.CHANGE)
    View edit(Viewer viewer) {
        var known = company.known(viewer.actor());
        var profile = known.profile();
        var form = Form.fresh(viewer.words())
                .set("version", known.version())
                .set("name", profile.name())
                .set("currency", profile.currency())
                .set("zone", profile.zone())
                .set("fiscalMonth", profile.fiscalMonth())
                .set("language", profile.language())
                .setAll("languages", profile.languages())
                .set("fileNames", profile.fileNames());
        return form(viewer, form, HttpStatus.OK);
    }

    @PostMapping("/settings/company")
    @Needs(kind = "company", verb = Verb.CHANGE)
    View change(Viewer viewer, Form form) {
        var done = form.submitted(() -> {
            var name = form.required("name");
            var currency = form.required("currency");
            var zone = form.required("zone");
            var month = form.whole("fiscalMonth");
            var language = form.required("language");
            if (month == null && form.error("fiscalMonth") == null) {
                form.refuse(Refusal.invalid("field-required").at("fiscalMonth"));
            }
            form.check();
            company.change(
                    viewer.actor(),
                    form.version(),
                    old -> new CompanyProfile(
                            name,
                            currency,
                            zone,
                            month == null ? 1 : month,
                            language,
                            form.values("languages"),
                            old.logo(),
                            form.text("fileNames"),
                            true),
                    form.reason());
        });
        return done ? Pages.to("/settings/company", "company-saved") : form(viewer, form, form.refused());
    }

    @PostMapping("/settings/company/undo")
    @Needs(kind = "company", verb = Verb.CHANGE)
    View undo(Viewer viewer, Form form) {
        company.undo(viewer.actor(), form.version(), form.reason());
        return Pages.to("/settings/company", "undone");
    }

    @PostMapping("/settings/company/logo")
    @Needs(kind = "company", verb = Verb.CHANGE)
    View logo(Viewer viewer, Form form, @RequestParam("file") MultipartFile upload) throws IOException {
        var content = upload.getBytes();
        var name = String.valueOf(upload.getOriginalFilename());
        var done = form.submitted(() -> {
            if (content.length > LARGEST_LOGO * 1024) {
                throw Refusal.invalid("logo-too-large", "most", LARGEST_LOGO).at("file");
            }
            tx.as(viewer.actor(), () -> {
                var known = company.known(viewer.actor());
                var subject = new Subject(Company.KIND, known.id());
                var file = files.attach(viewer.actor(), subject, name, content, Audience.OFFICE);
                if (!files.find(viewer.actor(), file).media().startsWith("image/")) {
                    throw Refusal.invalid("logo-no-picture").at("file");
                }
                company.change(viewer.actor(), form.version(), old -> old.withLogo(file), null);
            });
        });
        return done
                ? Pages.to("/settings/company", "logo-saved")
                : show(viewer, null, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/settings/company/logo/removal")
    @Needs(kind = "company", verb = Verb.CHANGE)
    View removeLogo(Viewer viewer, Form form) {
        company.change(viewer.actor(), form.version(), old -> old.withLogo(null), form.reason());
        return Pages.to("/settings/company", "company-saved");
    }

    /** The logo as it is now, for everybody, also before they sign in; any other file is not here. */
    @GetMapping("/logo/{id}")
    @Open(Open.To.EVERYBODY)
    void show(@PathVariable UUID id, HttpServletResponse response) throws IOException {
        var house = Purpose.SETTINGS.actor(Company.KIND);
        if (!id.equals(company.profile(house).logo())) {
            throw Refusal.notFound("page");
        }
        var file = files.find(house, id);
        response.setContentType(file.media());
        response.setContentLengthLong(file.size());
        response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        files.write(house, id, response.getOutputStream());
    }
}
