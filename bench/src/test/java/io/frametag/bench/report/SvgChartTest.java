package io.frametag.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class SvgChartTest {
    @ParameterizedTest
    @EnumSource
    void namesItsSeriesInWellFormedXml(Chart.Kind kind) throws Exception {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(SvgChart.draw(chart(kind)))));

        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(document.getElementsByTagName("desc").item(0).getTextContent())
                .contains("ours")
                .contains("A & B");
    }

    @ParameterizedTest
    @EnumSource
    void isTheSameEachTime(Chart.Kind kind) {
        assertThat(SvgChart.draw(chart(kind))).isEqualTo(SvgChart.draw(chart(kind)));
    }

    @ParameterizedTest
    @EnumSource
    void showsTheValues(Chart.Kind kind) {
        Chart chart = chart(kind);
        Chart.Series first = chart.series().get(0);
        Chart.Series other = new Chart.Series(first.name(), first.x(), List.of(20.0, 63.1), first.labels());
        Chart changed = new Chart(
                chart.name(),
                chart.title(),
                chart.x(),
                chart.y(),
                kind,
                List.of(other, chart.series().get(1)));

        assertThat(SvgChart.draw(changed)).isNotEqualTo(SvgChart.draw(chart));
    }

    private static Chart chart(Chart.Kind kind) {
        Chart points = Reports.points("chart");
        if (kind != Chart.Kind.BARS) {
            return new Chart("chart", points.title(), points.x(), points.y(), kind, points.series());
        }
        return new Chart(
                "chart",
                "Rates",
                "",
                "images/s",
                kind,
                List.of(
                        new Chart.Series("ours", List.of(), List.of(310.0, 280.5), List.of("480p", "720p")),
                        new Chart.Series("A & B", List.of(), List.of(230.0, 149.0), List.of("480p", "720p"))));
    }
}
