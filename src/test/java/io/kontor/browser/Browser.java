package io.kontor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import io.kontor.support.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One browser for the whole process; every test gets a context of its own. A page that logs an error, breaks the content security
 * policy or fails a script fails the test.
 */
public final class Browser implements AutoCloseable {
    private static final Playwright PLAYWRIGHT =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private static final com.microsoft.playwright.Browser CHROMIUM = PLAYWRIGHT
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of(System.getProperty("kontor.test.chromium", "/usr/bin/chromium")))
                    .setArgs(List.of(
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));

    /** Milliseconds; a machine that does much at once takes its time, and only what never comes fails. */
    private static final double PATIENCE = 60_000;

    /** Notes that a form or a link takes the reader elsewhere, so that a test can wait for the page it leads to. */
    private static final String LEAVING = """
            addEventListener('submit', event => { window.leaving ||= !event.defaultPrevented; });
            addEventListener('click', event => {
                const link = event.target.closest && event.target.closest('a[href]');
                if (link && !event.defaultPrevented && !link.target && !link.hasAttribute('download')
                        && link.href.split('#')[0] !== location.href.split('#')[0]) {
                    window.leaving = true;
                }
            });
            """;

    private final TestServer server;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private int downloads;

    private Browser(TestServer server, int width, int height, boolean dark, String language) {
        this.server = server;
        this.context = inEnglish(() -> CHROMIUM.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setLocale(language)
                .setBaseURL(server.url())));
        context.addInitScript(LEAVING);
        this.page = context.newPage();
        page.onDownload(download -> downloads++);
        page.setDefaultTimeout(PATIENCE);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("the server responded with a status of 4")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    /** The driver spells its own options in the machine's language, and "light" is not "lıght". */
    private static <T> T inEnglish(Supplier<T> work) {
        var old = Locale.getDefault();
        Locale.setDefault(Locale.ENGLISH);
        try {
            return work.get();
        } finally {
            Locale.setDefault(old);
        }
    }

    public static Browser desktop(TestServer server) {
        return new Browser(server, 1366, 900, false, "en-GB");
    }

    public static Browser phone(TestServer server) {
        return new Browser(server, 390, 844, true, "en-GB");
    }

    public static Browser speaking(TestServer server, String language) {
        return new Browser(server, 1366, 900, false, language);
    }

    /** The pages as they are for somebody whose browser runs no scripts. */
    public Browser withoutScripts() {
        page.route(url -> url.contains(".js"), route -> route.fulfill(new Route.FulfillOptions().setBody("")));
        return this;
    }

    public Page page() {
        return page;
    }

    public Browser open(String path) {
        page.navigate(path.startsWith("http") ? path : server.url() + path);
        return this;
    }

    public Browser signIn(String email, String password) {
        open("/signin");
        page.fill("[name=email]", email);
        page.fill("[name=password]", password);
        return follow(page.locator("form[action='/signin'] button.btn-primary"));
    }

    public Browser fill(String name, String value) {
        page.fill("main [name='" + name + "']", value);
        return this;
    }

    public Browser choose(String name, String value) {
        page.selectOption("main select[name='" + name + "']", value);
        return this;
    }

    /** Presses the button or follows the link of that text inside the page proper. */
    public Browser press(String text) {
        return follow(page.locator("main, .page-header")
                .locator("button, a")
                .filter(new Locator.FilterOptions().setHasText(text))
                .first());
    }

    /** Waits until a press that leads to another page has led there; a file that comes instead of a page is an arrival too. */
    private Browser follow(Locator pressed) {
        int before = downloads;
        pressed.click();
        page.waitForCondition(() -> downloads > before || !leaving());
        page.waitForLoadState();
        return this;
    }

    private boolean leaving() {
        try {
            return Boolean.TRUE.equals(page.evaluate("window.leaving === true"));
        } catch (PlaywrightException betweenPages) {
            return true;
        }
    }

    /** Opens a page until its header says so, looking again now and then. */
    public Browser until(String path, String said) {
        for (int i = 0; i < 40; i++) {
            open(path);
            if (page.locator(".page-header").innerText().contains(said)) {
                return this;
            }
            page.waitForTimeout(250);
        }
        assertThat(page.locator(".page-header").innerText()).contains(said);
        return this;
    }

    public String title() {
        return page.locator("h1").first().innerText();
    }

    /** What the page says, once it is there as a whole. */
    public String main() {
        page.waitForLoadState();
        return page.locator("main").innerText();
    }

    public String path() {
        return page.url().replace(server.url(), "");
    }

    /** Nothing serious for people who cannot see, hear or use a mouse (axe-core), and nothing wider than the screen. */
    public Browser looksRight() {
        page.evaluate("Promise.allSettled(document.getAnimations().map(one => one.finished))");
        var results = new AxeBuilder(page).analyze();
        assertThat(results.getViolations().stream()
                        .filter(rule -> List.of("serious", "critical")
                                .contains(String.valueOf(rule.getImpact()).toLowerCase(Locale.ROOT)))
                        .map(rule -> rule.getId() + ": " + rule.getHelp() + " "
                                + rule.getNodes().stream()
                                        .map(node -> node.getHtml() + " "
                                                + node.getAny().stream()
                                                        .map(any -> any.getMessage())
                                                        .toList())
                                        .limit(3)
                                        .toList())
                        .toList())
                .as("axe-core at " + page.url())
                .isEmpty();
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"))
                .as("no sideways scrolling at " + page.url())
                .isTrue();
        assertThat(complaints).as("complaints of the browser at " + page.url()).isEmpty();
        return this;
    }

    public @Nullable Object run(String script) {
        return page.evaluate(script);
    }

    /** For looking at, when {@code -Dkontor.test.pictures=DIR} is set. */
    public Browser picture(String name) {
        var folder = System.getProperty("kontor.test.pictures", "");
        if (!folder.isEmpty()) {
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of(folder, name + ".png")));
        }
        return this;
    }

    @Override
    public void close() {
        context.close();
    }
}
