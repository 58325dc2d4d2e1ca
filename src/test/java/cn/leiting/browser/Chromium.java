package cn.leiting.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The system's headless browser; a test that needs it is skipped where there is none. */
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Playwright playwright;
    private final Browser browser;
    private final String base;
    private final List<String> elsewhere = new ArrayList<>();

    private Chromium(Path executable, int port) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        base = "http://127.0.0.1:" + port;
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
    }

    static Chromium at(int port) {
        Optional<Path> executable = find();
        Assumptions.assumeTrue(executable.isPresent(), "no Chromium on the PATH");
        return new Chromium(executable.get(), port);
    }

    private static Optional<Path> find() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A new window of a person who has logged in by the login page. */
    Page loggedIn(String user) {
        Page page = window(1280, 900);
        logIn(page, user);
        return page;
    }

    /** The same with a browser that asks for English. */
    Page loggedInWithAnEnglishBrowser(String user) {
        Page page = window(new Browser.NewContextOptions().setViewportSize(1280, 900), "en-US");
        logIn(page, user);
        return page;
    }

    void logIn(Page page, String user) {
        page.navigate(base + "/login");
        page.locator("input[name=username]").fill(user);
        page.locator("input[name=password]").fill("leiting-demo");
        page.locator("button[type=submit]").click();
        page.waitForURL(base + "/");
    }

    /** A phone in the hand of nobody yet, which knows where it is. */
    Page phone(double lat, double lon) {
        return window(new Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setDeviceScaleFactor(2)
                .setIsMobile(true)
                .setHasTouch(true)
                .setGeolocation(lat, lon)
                .setPermissions(List.of("geolocation")));
    }

    /** A new window with cookies of its own. */
    Page window(int width, int height) {
        return window(new Browser.NewContextOptions().setViewportSize(width, height));
    }

    private Page window(Browser.NewContextOptions options) {
        return window(options, "zh-CN");
    }

    private Page window(Browser.NewContextOptions options, String locale) {
        Page page = browser.newContext(
                        options.setLocale(locale).setTimezoneId("Asia/Shanghai").setBaseURL(base))
                .newPage();
        page.setDefaultTimeout(45_000); // two cores are shared with the product, its database and other builds
        page.onRequest(request -> {
            if (!request.url().startsWith(base) && !request.url().matches("(data|blob):.*")) {
                elsewhere.add(request.url());
            }
        });
        return page;
    }

    /** What any window asked of any other address than this application's. */
    List<String> requestsElsewhere() {
        return elsewhere;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
