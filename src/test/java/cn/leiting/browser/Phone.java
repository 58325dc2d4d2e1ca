package cn.leiting.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** An officer's phone: what a thumb does on it. */
class Phone {

    private static int pictures;

    private final Page page;

    Phone(Page page) {
        this.page = page;
    }

    Page page() {
        return page;
    }

    /** Opens the page and waits until it could be opened without a network. */
    Phone open() {
        page.navigate("/field");
        assertThat(page.locator(".task").first()).isVisible();
        page.waitForFunction("() => navigator.serviceWorker.controller !== null");
        return this;
    }

    Phone offline(boolean cut) {
        page.context().setOffline(cut);
        return this;
    }

    /** A new record at the point of that name, with nothing typed yet. */
    Phone begin(String task, String point) {
        page.evaluate("code => { location.hash = '#/tasks/' + encodeURIComponent(code); }", task);
        page.getByLabel("查找点位").fill(point);
        page.locator(".stop", new Page.LocatorOptions().setHasText(point)).click();
        assertThat(page.locator("#part-checklist .item").first()).isVisible();
        return this;
    }

    /** All that every visit needs: the items, a photo, two officers, both questions. */
    Phone fillIn(String colleague) {
        tap("全部符合");
        shoot("WIDE", 300);
        crew(colleague);
        answer("已出示执法证件", "是");
        answer("已告知正在执法记录", "是");
        return this;
    }

    Phone crew(String colleague) {
        Locator box = page.locator(".crew p").filter(new Locator.FilterOptions().setHasText(colleague));
        if (!box.locator("input").isChecked()) {
            box.locator("label").click();
        }
        return this;
    }

    Phone answer(String question, String answer) {
        Locator group = page.getByRole(AriaRole.RADIOGROUP, new Page.GetByRoleOptions().setName(question));
        group.getByText(answer, new Locator.GetByTextOptions().setExact(true)).click();
        return this;
    }

    /** The first item of the checklist is a problem, which is described. */
    Phone problem(String description) {
        page.locator("#part-checklist .item")
                .first()
                .getByText("有问题", new Locator.GetByTextOptions().setExact(true))
                .click();
        page.getByLabel("问题描述").fill(description);
        answer("处置", "当场改正");
        answer("宣传教育", "口头");
        answer("当事人签字", "当事人不在场");
        page.getByLabel("见证人").fill("市民甲");
        return this;
    }

    /** @param side pixels; some 0.6 bytes each */
    Phone shoot(String relation, int side) {
        int before = page.locator("#part-photos figure").count();
        page.locator("#shoot-" + relation).setInputFiles(picture(side));
        assertThat(page.locator("#part-photos figure")).hasCount(before + 1);
        return this;
    }

    Phone tap(String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .click();
        return this;
    }

    /** Into the queue; the records are shown then. */
    Phone send() {
        tap("保存并发送");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("我的记录")))
                .isVisible();
        return this;
    }

    Phone records() {
        page.evaluate("() => { location.hash = '#/records'; }");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("我的记录")))
                .isVisible();
        return this;
    }

    /** The records in one state, e.g. {@code QUEUED}. */
    Locator entries(String state) {
        return page.locator(".entry[data-state=" + state + "]");
    }

    /** Noise, so that no two are the same and none is small for its pixels. */
    private static FilePayload picture(int side) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Random noise = new Random(++pictures);
        for (int x = 0; x < side; x++) {
            for (int y = 0; y < side; y++) {
                image.setRGB(x, y, noise.nextInt(0x1000000));
            }
        }
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            ImageIO.write(image, "jpg", bytes);
            return new FilePayload("photo" + pictures + ".jpg", "image/jpeg", bytes.toByteArray());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
