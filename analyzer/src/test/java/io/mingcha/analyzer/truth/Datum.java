package io.mingcha.analyzer.truth;

/** The datums of Chinese maps, by the formulas that are published of them. */
final class Datum {
    private static final double AXIS = 6378245.0;
    private static final double ECCENTRICITY = 0.00669342162296594323;

    private Datum() {}

    static double[] gcj02(double lat, double lng) {
        double x = lng - 105;
        double y = lat - 35;
        double waves = (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * 2 / 3;
        double north = -100
                + 2 * x
                + 3 * y
                + 0.2 * y * y
                + 0.1 * x * y
                + 0.2 * Math.sqrt(Math.abs(x))
                + waves
                + (20 * Math.sin(y * Math.PI) + 40 * Math.sin(y / 3 * Math.PI)) * 2 / 3
                + (160 * Math.sin(y / 12 * Math.PI) + 320 * Math.sin(y * Math.PI / 30)) * 2 / 3;
        double east = 300
                + x
                + 2 * y
                + 0.1 * x * x
                + 0.1 * x * y
                + 0.1 * Math.sqrt(Math.abs(x))
                + waves
                + (20 * Math.sin(x * Math.PI) + 40 * Math.sin(x / 3 * Math.PI)) * 2 / 3
                + (150 * Math.sin(x / 12 * Math.PI) + 300 * Math.sin(x / 30 * Math.PI)) * 2 / 3;
        double radians = lat / 180 * Math.PI;
        double magic = 1 - ECCENTRICITY * Math.sin(radians) * Math.sin(radians);
        double root = Math.sqrt(magic);
        return new double[] {
            lat + north * 180 / (AXIS * (1 - ECCENTRICITY) / (magic * root) * Math.PI),
            lng + east * 180 / (AXIS / root * Math.cos(radians) * Math.PI)
        };
    }

    /** From GCJ-02. */
    static double[] bd09(double lat, double lng) {
        double z = Math.sqrt(lng * lng + lat * lat) + 0.00002 * Math.sin(lat * Math.PI * 3000 / 180);
        double theta = Math.atan2(lat, lng) + 0.000003 * Math.cos(lng * Math.PI * 3000 / 180);
        return new double[] {z * Math.sin(theta) + 0.006, z * Math.cos(theta) + 0.0065};
    }
}
