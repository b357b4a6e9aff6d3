package io.frametag.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class BackgroundTest {
    @Test
    void aColourIsReadAsInCss() {
        assertThat(Background.parse("#0aFF80")).isEqualTo(new Background(10, 255, 128));
        assertThat(Background.parse(" 000000 ")).isEqualTo(new Background(0, 0, 0));
        assertThat(Background.parse("#0AFF80")).hasToString("#0aff80");
    }

    @Test
    void whatIsNoColourIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Background.parse("white"))
                .withMessage("\"white\" is no colour: write it as #RRGGBB, #ffffff for white.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Background(0, 256, 0))
                .withMessageContaining("0, 256, 0");
    }
}
