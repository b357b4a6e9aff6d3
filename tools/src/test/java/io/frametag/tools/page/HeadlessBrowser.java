package io.frametag.tools.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Chromium without a window. A test is skipped where Debian's packages {@code chromium} and {@code chromium-driver} are not there. */
public final class HeadlessBrowser implements AutoCloseable {
    public static final int PHONE = 360;
    public static final int DESKTOP = 1280;

    private final ChromeDriver driver;

    private HeadlessBrowser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** @param profile an empty folder */
    public static HeadlessBrowser open(Path profile) {
        Optional<File> chromium = installed("chromium");
        Optional<File> chromedriver = installed("chromedriver");
        assumeThat(chromium.isPresent() && chromedriver.isPresent())
                .as("chromium and chromedriver, Debian's packages chromium and chromium-driver")
                .isTrue();
        LoggingPreferences console = new LoggingPreferences();
        console.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.orElseThrow());
        options.setCapability(ChromeOptions.LOGGING_PREFS, console);
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--user-data-dir=" + profile);
        return new HeadlessBrowser(new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromedriver.orElseThrow())
                        .usingAnyFreePort()
                        .build(),
                options));
    }

    private static Optional<File> installed(String program) {
        return Stream.concat(
                        Stream.of("/usr/bin"),
                        Arrays.stream(System.getenv("PATH").split(File.pathSeparator)))
                .map(folder -> new File(folder, program))
                .filter(File::canExecute)
                .findFirst();
    }

    public ChromeDriver driver() {
        return driver;
    }

    public void size(int width, int height, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width == PHONE));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** @return how many pictures of streams are there and can be seen */
    public long pictures() {
        return (Long) driver.executeScript(
                "return [...document.querySelectorAll('article img')].filter(i => i.naturalWidth > 0).length");
    }

    /** The console has no line, of whatever level. */
    public void requireNoComplaints() {
        assertThat(driver.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    }

    /** The whole page, as high as it is. */
    public void screenshot(Path png, boolean dark) throws IOException {
        Files.createDirectories(png.toAbsolutePath().getParent());
        long height = (Long) driver.executeScript("return document.documentElement.scrollHeight");
        long width = (Long) driver.executeScript("return document.documentElement.clientWidth");
        size((int) width, (int) height, dark);
        Files.write(png, driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
