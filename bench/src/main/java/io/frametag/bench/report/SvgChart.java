package io.frametag.bench.report;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Draws charts: the same bytes for the same chart and the same fonts. Text is drawn as outlines, so that every viewer
 * shows it where it was placed; what is read aloud or searched for is in the document's title and description.
 */
public final class SvgChart {
    static final int WIDTH = 900;
    static final int HEIGHT = 450;
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";

    private SvgChart() {}

    /** @return unique in the report */
    public static String fileName(Chart chart) {
        return chart.name() + ".svg";
    }

    /** @return an SVG document that scales */
    public static String draw(Chart chart) {
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document());
        context.setComment(null);
        // Hundredths of a pixel.
        context.setPrecision(2);
        SVGGraphics2D graphics = new SVGGraphics2D(context, false);
        graphics.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
        switch (chart.kind()) {
            case LINES -> lines(chart).paint(graphics, WIDTH, HEIGHT);
            case POINTS -> points(chart, graphics);
            case BARS -> bars(chart, graphics).paint(graphics, WIDTH, HEIGHT);
        }
        Element root = graphics.getRoot();
        root.setAttribute("viewBox", "0 0 " + WIDTH + " " + HEIGHT);
        root.setAttribute("role", "img");
        describe(root, chart);
        StringWriter text = new StringWriter();
        try {
            graphics.stream(root, text, false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // A reader would fetch the DTD.
        return text.toString().replace("\r\n", "\n").replaceFirst("<!DOCTYPE[^>]*>\\s*", "");
    }

    private static void describe(Element root, Chart chart) {
        Element title = root.getOwnerDocument().createElementNS(NAMESPACE, "title");
        title.setTextContent(chart.title());
        Element description = root.getOwnerDocument().createElementNS(NAMESPACE, "desc");
        description.setTextContent(chart.y() + " of "
                + chart.series().stream().map(Chart.Series::name).collect(Collectors.joining(", ")));
        root.insertBefore(description, root.getFirstChild());
        root.insertBefore(title, description);
    }

    private static Document document() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(NAMESPACE, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("A JDK without XML", e);
        }
    }

    private static XYChart lines(Chart chart) {
        XYChart drawn = numbers(chart);
        if (values(chart).stream().allMatch(value -> value >= 0)) {
            // A difference looks as large as it is.
            drawn.getStyler().setYAxisMin(0.0);
        }
        return drawn;
    }

    private static void points(Chart chart, Graphics2D graphics) {
        XYChart drawn = numbers(chart);
        drawn.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        drawn.paint(graphics, WIDTH, HEIGHT);
        new PointLabels(drawn, graphics).draw(chart.series());
    }

    private static XYChart numbers(Chart chart) {
        XYChart drawn = new XYChart(WIDTH, HEIGHT);
        ChartStyle.apply(drawn.getStyler());
        title(drawn, chart);
        chart.series().forEach(series -> drawn.addSeries(series.name(), series.x(), series.y()));
        if (ChartStyle.logarithmic(chart)) {
            ChartStyle.logarithmic(drawn.getStyler());
        }
        return drawn;
    }

    private static CategoryChart bars(Chart chart, Graphics2D graphics) {
        CategoryChart drawn = new CategoryChart(WIDTH, HEIGHT);
        ChartStyle.apply(drawn.getStyler());
        title(drawn, chart);
        chart.series()
                .forEach(
                        series -> drawn.addSeries(series.name(), series.labels(), ChartStyle.threeFigures(series.y())));
        List<String> categories = chart.series().stream()
                .flatMap(series -> series.labels().stream())
                .distinct()
                .toList();
        ChartStyle.bars(drawn.getStyler(), categories, graphics);
        return drawn;
    }

    private static void title(AxesChart<?, ?> drawn, Chart chart) {
        drawn.setTitle(chart.title());
        drawn.setXAxisTitle(chart.x());
        drawn.setYAxisTitle(chart.y());
        drawn.getStyler().setXAxisTitleVisible(!chart.x().isBlank());
        boolean oneOfNoName =
                chart.series().size() == 1 && chart.series().get(0).name().isBlank();
        drawn.getStyler().setLegendVisible(!oneOfNoName);
    }

    private static List<Double> values(Chart chart) {
        return chart.series().stream().flatMap(series -> series.y().stream()).toList();
    }
}
