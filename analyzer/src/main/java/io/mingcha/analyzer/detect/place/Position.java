package io.mingcha.analyzer.detect.place;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A known position in the three coordinate systems that Chinese maps use. Degrees. */
public record Position(String canonical, List<double[]> forms) {
    /** Half a unit of the third decimal and a little for rounding: about 60 m. */
    static final double TOLERANCE = 0.0006;

    /** From here on a number is no degrees but a multiple of them. */
    static final double SCALED = 1e5;

    private static final double AXIS = 6378245.0;
    private static final double ECCENTRICITY = 0.00669342162296594323;

    /** Parses {@code "lat,lng"}. */
    public static Optional<Position> parse(String value) {
        String[] parts = value.split("[,;\\s]+");
        if (parts.length != 2) {
            return Optional.empty();
        }
        try {
            double lat = Double.parseDouble(parts[0]);
            double lng = Double.parseDouble(parts[1]);
            List<double[]> forms = new ArrayList<>();
            forms.add(new double[] {lat, lng});
            double[] gcj = gcj02(lat, lng);
            forms.add(gcj);
            forms.add(bd09(gcj[0], gcj[1]));
            return Optional.of(new Position(value.strip(), forms));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether two numbers, in either order, are this position in one of its systems. */
    boolean is(double first, double second) {
        for (double[] form : forms) {
            if (near(first, form[0]) && near(second, form[1]) || near(first, form[1]) && near(second, form[0])) {
                return true;
            }
        }
        return false;
    }

    /** As degrees, or as a whole number of 1e-5, 1e-6 or 1e-7 degrees. */
    private static boolean near(double read, double known) {
        if (Math.abs(read) < SCALED) {
            return Math.abs(read - known) <= TOLERANCE;
        }
        return Math.abs(read / 1e5 - known) <= TOLERANCE
                || Math.abs(read / 1e6 - known) <= TOLERANCE
                || Math.abs(read / 1e7 - known) <= TOLERANCE;
    }

    /** The offset system of GB 20263 in its published approximation; outside China nothing is shifted. */
    private static double[] gcj02(double lat, double lng) {
        if (lng < 72.004 || lng > 137.8347 || lat < 0.8293 || lat > 55.8271) {
            return new double[] {lat, lng};
        }
        double x = lng - 105.0;
        double y = lat - 35.0;
        double dLat = -100.0
                + 2.0 * x
                + 3.0 * y
                + 0.2 * y * y
                + 0.1 * x * y
                + 0.2 * Math.sqrt(Math.abs(x))
                + waves(x)
                + (20.0 * Math.sin(y * Math.PI) + 40.0 * Math.sin(y / 3.0 * Math.PI)) * 2.0 / 3.0
                + (160.0 * Math.sin(y / 12.0 * Math.PI) + 320.0 * Math.sin(y * Math.PI / 30.0)) * 2.0 / 3.0;
        double dLng = 300.0
                + x
                + 2.0 * y
                + 0.1 * x * x
                + 0.1 * x * y
                + 0.1 * Math.sqrt(Math.abs(x))
                + waves(x)
                + (20.0 * Math.sin(x * Math.PI) + 40.0 * Math.sin(x / 3.0 * Math.PI)) * 2.0 / 3.0
                + (150.0 * Math.sin(x / 12.0 * Math.PI) + 300.0 * Math.sin(x / 30.0 * Math.PI)) * 2.0 / 3.0;
        double radians = lat / 180.0 * Math.PI;
        double magic = 1 - ECCENTRICITY * Math.sin(radians) * Math.sin(radians);
        double root = Math.sqrt(magic);
        return new double[] {
            lat + dLat * 180.0 / (AXIS * (1 - ECCENTRICITY) / (magic * root) * Math.PI),
            lng + dLng * 180.0 / (AXIS / root * Math.cos(radians) * Math.PI)
        };
    }

    private static double waves(double x) {
        return (20.0 * Math.sin(6.0 * x * Math.PI) + 20.0 * Math.sin(2.0 * x * Math.PI)) * 2.0 / 3.0;
    }

    private static double[] bd09(double lat, double lng) {
        double z = Math.sqrt(lng * lng + lat * lat) + 0.00002 * Math.sin(lat * Math.PI * 3000.0 / 180.0);
        double theta = Math.atan2(lat, lng) + 0.000003 * Math.cos(lng * Math.PI * 3000.0 / 180.0);
        return new double[] {z * Math.sin(theta) + 0.006, z * Math.cos(theta) + 0.0065};
    }
}
