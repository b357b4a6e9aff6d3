package io.frametag.bench.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.knowm.xchart.XYChart;

/**
 * The names of points, each beside its own; where everything beside it is taken, a little off, at the end of a thin
 * line. The widest names choose first.
 */
final class PointLabels {
    private static final double GAP = 3;
    /** How far names may be off their points, in pixels: the first is beside it. */
    private static final double[] DISTANCES = {0, 14, 28, 42, 56, 70};
    /** What a pixel further away has to save, in square pixels of something covered. */
    private static final double PRICE = 2;

    private static final Color LINE = new Color(0x8c959f);

    private final XYChart chart;
    private final Graphics2D graphics;
    private final FontRenderContext fonts = new FontRenderContext(null, true, true);
    private final Rectangle2D plot;
    private final List<Rectangle2D> taken = new ArrayList<>();

    /** @param chart after it has been painted on {@code graphics} */
    PointLabels(XYChart chart, Graphics2D graphics) {
        this.chart = chart;
        this.graphics = graphics;
        double left = chart.getYAxisLeftWidth() + chart.getStyler().getChartPadding();
        this.plot = new Rectangle2D.Double(left, 0, SvgChart.WIDTH - GAP - left, SvgChart.HEIGHT);
    }

    void draw(List<Chart.Series> all) {
        List<Label> labels = new ArrayList<>();
        for (Chart.Series series : all) {
            for (int i = 0; i < series.y().size(); i++) {
                Rectangle2D point = point(series.x().get(i), series.y().get(i));
                taken.add(point);
                if (!series.labels().isEmpty() && !series.labels().get(i).isBlank()) {
                    labels.add(new Label(new TextLayout(series.labels().get(i), ChartStyle.TEXT, fonts), point));
                }
            }
        }
        labels.sort(Comparator.comparingDouble(label -> -label.text.getAdvance()));
        for (Label label : labels) {
            Rectangle2D place = label.places().stream()
                    .min(Comparator.comparingDouble(candidate -> price(candidate, label.point)))
                    .orElseThrow();
            taken.add(place);
            paint(label, place);
        }
    }

    private Rectangle2D point(double x, double y) {
        double size = ChartStyle.MARKER;
        return new Rectangle2D.Double(
                chart.getScreenXFromChart(x) - size / 2, chart.getScreenYFromChart(y) - size / 2, size, size);
    }

    private double price(Rectangle2D place, Rectangle2D point) {
        double covered = place.getWidth() * place.getHeight() - overlap(place, plot);
        for (Rectangle2D other : taken) {
            // A point that cannot be seen is worse than a letter that is hard to read.
            covered += overlap(place, other) * (other.getWidth() == ChartStyle.MARKER ? 20 : 2);
        }
        Line2D line = line(place, point);
        double crossed = taken.stream()
                .filter(other -> !other.equals(point) && line.intersects(other))
                .count();
        double distance = line.getP1().distance(line.getP2());
        return covered + distance * PRICE + (distance > ChartStyle.MARKER + GAP ? crossed * 100 : 0);
    }

    private static double overlap(Rectangle2D one, Rectangle2D other) {
        Rectangle2D both = one.createIntersection(other);
        return both.isEmpty() ? 0 : both.getWidth() * both.getHeight();
    }

    /** From the point's centre to the nearest point of the name. */
    private static Line2D line(Rectangle2D place, Rectangle2D point) {
        double x = Math.max(place.getX(), Math.min(point.getCenterX(), place.getMaxX()));
        double y = Math.max(place.getY() + GAP, Math.min(point.getCenterY(), place.getMaxY() - GAP));
        return new Line2D.Double(point.getCenterX(), point.getCenterY(), x, y);
    }

    private void paint(Label label, Rectangle2D place) {
        Line2D line = line(place, label.point);
        if (line.getP1().distance(line.getP2()) > ChartStyle.MARKER + GAP) {
            graphics.setColor(LINE);
            graphics.setStroke(new BasicStroke(0.75f));
            // Not over the point itself.
            double covered = ChartStyle.MARKER / 2.0 / line.getP1().distance(line.getP2());
            graphics.draw(new Line2D.Double(
                    line.getX1() + covered * (line.getX2() - line.getX1()),
                    line.getY1() + covered * (line.getY2() - line.getY1()),
                    line.getX2(),
                    line.getY2()));
        }
        graphics.setColor(ChartStyle.INK);
        graphics.fill(label.text.getOutline(
                AffineTransform.getTranslateInstance(place.getX(), place.getY() + label.text.getAscent())));
    }

    private record Label(TextLayout text, Rectangle2D point) {
        /** Right, left, above, below and at the corners, near and far. */
        List<Rectangle2D> places() {
            double width = text.getAdvance();
            double height = text.getAscent() + text.getDescent();
            double middle = point.getCenterY() - height / 2;
            double centre = point.getCenterX() - width / 2;
            List<Rectangle2D> places = new ArrayList<>();
            for (double off : DISTANCES) {
                double right = point.getMaxX() + GAP + off;
                double left = point.getX() - GAP - width - off;
                double above = point.getY() - height - off;
                double below = point.getMaxY() + off;
                for (double x : new double[] {right, left, centre}) {
                    for (double y : new double[] {middle, above, below}) {
                        if (x != centre || y != middle) {
                            places.add(new Rectangle2D.Double(x, y, width, height));
                        }
                    }
                }
            }
            return places;
        }
    }
}
