package io.kontor.entrance.web;

import io.kontor.entrance.Accounts;
import io.kontor.ui.Form;
import io.kontor.ui.Open;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;

/** Asking for a new password; the answer is the same whether or not there is an account. */
@Controller
@Open(Open.To.EVERYBODY)
class ForgotController {
    private final Accounts accounts;
    private final Pages pages;

    ForgotController(Accounts accounts, Pages pages) {
        this.accounts = accounts;
        this.pages = pages;
    }

    record ForgotPage(Form form) {}

    @GetMapping("/forgot")
    View page(Viewer viewer) {
        return pages.show("entrance/web/forgot.jte", new ForgotPage(Form.fresh(viewer.words())));
    }

    @PostMapping("/forgot")
    View ask(Form form, HttpServletRequest request) {
        var done = form.submitted(() -> {
            var email = io.kontor.kernel.Fields.email(form.text("email"), "email");
            accounts.forgotten(email, SignInController.client(request));
        });
        return done
                ? Pages.to("/signin", "letter-asked")
                : pages.show("entrance/web/forgot.jte", new ForgotPage(form), HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
