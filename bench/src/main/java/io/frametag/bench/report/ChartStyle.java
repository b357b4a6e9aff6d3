package io.frametag.bench.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** White, dark text, faint lines, and colours that people who do not see red and green tell apart as well. */
final class ChartStyle {
    /** A logical font: the viewer's own sans-serif. */
    static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    static final Color INK = new Color(0x24292f);
    static final int MARKER = 8;
    private static final Color FAINT = new Color(0xd8dee4);
    /** Okabe and Ito's, without the yellow, which is too pale on white. */
    private static final Color[] COLOURS = {
        new Color(0x0072b2),
        new Color(0xd55e00),
        new Color(0x009e73),
        new Color(0xcc79a7),
        new Color(0x56b4e9),
        new Color(0xe69f00),
        new Color(0x6e7781)
    };

    private static final double LOGARITHMIC_FROM = 50;
    private static final int BARS_WIDTH = SvgChart.WIDTH - 120;

    private ChartStyle() {}

    static void apply(AxesChartStyler styler) {
        styler.setBaseFont(TEXT)
                .setLocale(Locale.ROOT)
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setChartFontColor(INK)
                .setChartPadding(14)
                .setChartTitleFont(TEXT.deriveFont(Font.BOLD, 15f))
                .setChartTitlePadding(8)
                .setLegendFont(TEXT)
                .setLegendBorderColor(Color.WHITE)
                .setLegendBackgroundColor(Color.WHITE)
                .setLegendPosition(Styler.LegendPosition.OutsideS)
                .setLegendLayout(Styler.LegendLayout.Horizontal)
                .setSeriesColors(COLOURS)
                .setSeriesLines(new BasicStroke[] {SeriesLines.SOLID})
                .setSeriesMarkers(new Marker[] {SeriesMarkers.CIRCLE})
                .setMarkerSize(MARKER)
                .setPlotContentSize(0.92);
        styler.setAxisTitleFont(TEXT)
                .setAxisTickLabelsFont(TEXT)
                .setAxisTickLabelsColor(INK)
                .setAxisTickMarksColor(FAINT)
                .setAxisTicksMarksVisible(false)
                .setPlotGridLinesColor(FAINT)
                .setPlotGridLinesStroke(new BasicStroke(1f))
                .setPlotMargin(0);
    }

    /** Adds the values to the bars, and turns the categories' names if they do not fit beside each other. */
    static void bars(CategoryStyler styler, List<String> categories, Graphics2D graphics) {
        styler.setLabelsVisible(true)
                .setLabelsFont(TEXT)
                .setLabelsFontColorAutomaticEnabled(true)
                .setAvailableSpaceFill(0.7)
                .setPlotGridVerticalLinesVisible(false);
        double slot = (double) BARS_WIDTH / Math.max(1, categories.size());
        int widest = categories.stream()
                .mapToInt(category -> graphics.getFontMetrics(TEXT).stringWidth(category))
                .max()
                .orElse(0);
        styler.setXAxisLabelRotation(widest < slot ? 0 : 30);
    }

    /** @return as many decimals as the largest needs for three figures: XChart writes a bar's value as it is */
    static List<Double> threeFigures(List<Double> values) {
        double largest = values.stream().mapToDouble(Math::abs).max().orElse(0);
        int decimals = largest >= 100 ? 0 : largest >= 10 ? 1 : 2;
        return values.stream()
                .map(value -> BigDecimal.valueOf(value)
                        .setScale(decimals, RoundingMode.HALF_EVEN)
                        .doubleValue())
                .toList();
    }

    /** A scale of ratios, on which 1, 2 and 5 of each decade are named. */
    static void logarithmic(AxesChartStyler styler) {
        styler.setXAxisLogarithmic(true)
                .setXAxisLogarithmicDecadeOnly(false)
                .setXAxisTickLabelsFormattingFunction(ChartStyle::named);
    }

    private static String named(double tick) {
        BigDecimal value = new BigDecimal(tick).round(new MathContext(3));
        int digits = value.stripTrailingZeros().unscaledValue().intValue();
        return digits == 1 || digits == 2 || digits == 5
                ? value.stripTrailingZeros().toPlainString()
                : "";
    }

    /** @return whether the values of x, as 1, 2, 4 .. 64, are to be read by their ratios */
    static boolean logarithmic(Chart chart) {
        DoubleSummaryStatistics x = chart.series().stream()
                .flatMap(series -> series.x().stream())
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
        return x.getMin() > 0 && x.getMax() >= LOGARITHMIC_FROM * x.getMin();
    }
}
