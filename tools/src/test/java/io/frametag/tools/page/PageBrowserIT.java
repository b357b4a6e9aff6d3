package io.frametag.tools.page;

import static io.frametag.tools.page.HeadlessBrowser.DESKTOP;
import static io.frametag.tools.page.HeadlessBrowser.PHONE;
import static io.frametag.tools.page.PageSamples.id;
import static io.frametag.tools.page.PageSamples.label;
import static io.frametag.tools.page.PageSamples.labels;
import static io.frametag.tools.page.PageSamples.micros;
import static io.frametag.tools.page.PageSamples.photo;
import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.standalone.Await;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** The page in a real browser, where there is one. */
@Timeout(120)
class PageBrowserIT {
    private static final Path SCREENSHOTS = Path.of("target/page");

    @TempDir
    private Path profile;

    private final PageState state = new PageState(Clock.systemUTC());
    private PageServer server;
    private HeadlessBrowser chromium;
    private ChromeDriver browser;

    @BeforeEach
    void open() throws Exception {
        chromium = HeadlessBrowser.open(profile);
        browser = chromium.driver();
        fill();
        server = PageServer.start(state, 0);
    }

    @AfterEach
    void close() {
        if (chromium != null) {
            chromium.close();
        }
        if (server != null) {
            server.close();
        }
    }

    /** Three streams: one with a timeline, one whose frame was rejected, one with a hostile name and no picture. */
    private void fill() {
        Instant now = Instant.now();
        state.frame("door", photo("cat-chelsea.jpg", 1));
        for (int i = 1; i <= 40; i++) {
            state.labelled(labels("door", i, now, label("cat", 0.924f), label("deer", 0.013f), label("dog", 0.011f)));
        }
        state.tag(new TimelineTag(
                "door", "dog", micros(now.minusSeconds(100)), micros(now.minusSeconds(61)), false, 0.9f));
        state.tag(new TimelineTag(
                "door", "cat", micros(now.minusSeconds(110)), micros(now.minusSeconds(104)), false, 0.8f));
        state.tag(new TimelineTag("door", "cat", micros(now.minusSeconds(12)), micros(now), true, 0.95f));
        state.frame("harbour", photo("ship-schooner.jpg", 7));
        state.rejected("harbour", id(7), "TRUNCATED_IMAGE");
        state.rejected("harbour", id(8), "TRUNCATED_IMAGE");
        String hostile = "<img src=x onerror=alert(1)>".repeat(3);
        state.frame(hostile, PageSamples.frame("image/png", ByteBuffer.wrap(new byte[] {1, 2, 3}), 9));
        state.labelled(labels(
                hostile,
                9,
                now,
                label("<b>bold</b>", 0.5f),
                label("a label of a great many words, as some models have them", 0.3f)));
    }

    private void load(int width, boolean dark) throws Exception {
        chromium.size(width, 900, dark);
        browser.get(server.address());
        Await.until(
                "three streams and a picture",
                Duration.ofSeconds(20),
                () -> browser.findElements(By.cssSelector("article")).size() == 3 && chromium.pictures() == 2);
    }

    private String text(String selector) {
        return browser.findElement(By.cssSelector(selector)).getText();
    }

    @Test
    void framesLabelsTimelineAndFiguresAreThereAsText() throws Exception {
        load(DESKTOP, false);
        assertThat(text("#connection")).isEqualTo("Live");
        assertThat(text("#labelled")).isEqualTo("41");
        assertThat(text("#rejected")).isEqualTo("2");
        assertThat(text("#p95")).endsWith(" ms");
        WebElement door = browser.findElements(By.cssSelector("article")).get(0);
        assertThat(door.findElement(By.cssSelector("h3")).getText()).isEqualTo("door");
        assertThat(door.findElement(By.cssSelector(".labels")).getText()).contains("cat", "92.4%", "deer");
        assertThat(door.findElement(By.cssSelector("img")).getDomAttribute("alt"))
                .isEqualTo("Frame 1 of door: cat, 92.4%");
        assertThat(door.findElements(By.cssSelector(".timeline li"))).hasSize(2);
        assertThat(door.findElement(By.cssSelector(".timeline")).getText()).contains("cat", "12.0 s", "dog", "39.0 s");
        WebElement harbour = browser.findElements(By.cssSelector("article")).get(1);
        assertThat(harbour.getText()).contains("rejected: TRUNCATED_IMAGE");
        assertThat(text("#rejects")).isEqualTo("TRUNCATED_IMAGE 2");
        assertThat(text("#latency")).contains("end to end", "inference");
        chromium.requireNoComplaints();
    }

    @Test
    void whatComesFromTopicsIsTextAndNeverMarkup() throws Exception {
        load(DESKTOP, false);
        WebElement hostile = browser.findElements(By.cssSelector("article")).get(2);
        assertThat(hostile.findElement(By.cssSelector("h3")).getText()).startsWith("<img src=x onerror");
        assertThat(hostile.getText()).contains("<b>bold</b>", "No preview");
        assertThat(hostile.findElements(By.cssSelector("b, h3 img"))).isEmpty();
        chromium.requireNoComplaints();
    }

    @Test
    void itFitsAPhoneAndADesktopInLightAndDark() throws Exception {
        for (boolean dark : new boolean[] {false, true}) {
            for (int width : new int[] {PHONE, DESKTOP}) {
                load(width, dark);
                assertThat((Long) browser.executeScript("return document.documentElement.scrollWidth"))
                        .as("width at %d", width)
                        .isLessThanOrEqualTo(width);
                String name = (width == PHONE ? "phone" : "desktop") + (dark ? "-dark" : "-light");
                chromium.screenshot(SCREENSHOTS.resolve(name + ".png"), dark);
            }
        }
        chromium.requireNoComplaints();
    }

    @Test
    void textStandsOutFromWhatIsBehindIt() throws Exception {
        for (boolean dark : new boolean[] {false, true}) {
            load(DESKTOP, dark);
            Object worst = browser.executeScript("""
                    const channel = v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
                    const light = c => { const [r, g, b] = c.match(/[\\d.]+/g).map(v => channel(v / 255));
                      return .2126 * r + .7152 * g + .0722 * b; };
                    const behind = node => { for (let n = node; n; n = n.parentElement) {
                      const c = getComputedStyle(n).backgroundColor; if (!c.endsWith(', 0)')) return c; } };
                    let worst = 21;
                    for (const node of document.querySelectorAll('body *')) {
                      if (![...node.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) || !node.offsetParent) continue;
                      const a = light(getComputedStyle(node).color), b = light(behind(node));
                      worst = Math.min(worst, (Math.max(a, b) + .05) / (Math.min(a, b) + .05));
                    }
                    return worst;""");
            assertThat(((Number) worst).doubleValue())
                    .as(dark ? "dark" : "light")
                    .isBetween(4.5, 20.99);
        }
    }

    @Test
    void theKeyboardStopsItAndNothingJumps() throws Exception {
        load(DESKTOP, false);
        Object before = browser.executeScript("return document.documentElement.scrollHeight");
        browser.findElement(By.cssSelector("body")).sendKeys(Keys.TAB, Keys.SPACE);
        assertThat(browser.findElement(By.id("pause")).getDomAttribute("aria-pressed"))
                .isEqualTo("true");
        assertThat(text("#connection")).isEqualTo("Paused");
        browser.findElement(By.id("pause")).sendKeys(Keys.ENTER);
        state.labelled(labels("door", 50, Instant.now(), label("cat", 0.5f)));
        Await.until("one more", Duration.ofSeconds(10), () -> text("#labelled").equals("42"));
        assertThat(browser.executeScript("return document.documentElement.scrollHeight"))
                .isEqualTo(before);
        assertThat((Long)
                        browser.executeScript("return document.querySelectorAll('[aria-live], [role=status]').length"))
                .isEqualTo(1);
        chromium.requireNoComplaints();
    }
}
