package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Exposure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A position that no device measured is nobody's, whoever is told it. */
class OthersPositionsTest {
    private static final String NOTICE = "https://bid.exchange.example/";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bid/feedback?iid=83755fb9-21c2-4ff9-91d4-012626c1e1fb&crid=1cvt8ub4&wp=V0p9KQALRj4KgQqO&lat=38.914795&lon=-77.488297&osv=13&os=Android",
                "win?auction_id=83755fb9&auction_price=1.42&geo=39.9042,116.4074",
                "imp?impId=83755fb9&crid=88127&lat=31.23041&lng=121.47371&model=PJF110",
                "v?bid_id=99&latitude=31.23041&longitude=121.47371",
                "w?winPrice=0.8&lat=31.23041&lng=121.47371",
                "n?settle_price=0.8&lat=31.23041&lng=121.47371",
                "c?creative_id=7718&redirect=https%3A%2F%2Fshop.example%2Fi%3Flat%3D22.54321%26lng%3D114.05786",
                "clk?impression_id=5&l0=https%3A%2F%2Ftrk.example%2Fc%3Flat%3D22.54321%26lng%3D114.05786",
                "ev?creativeId=1&lat=31.23041&lng=121.47371",
                "ev?clearing_price=1&location=31.23041,121.47371"
            })
    void a_bidder_writes_where_it_guesses_the_device_into_its_notices(String target) {
        assertThat(positions(new Exchanges().get(1, NOTICE + target))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'device':{'geo':{'lat':31.2222,'lon':121.4581,'type':2},'os':'Android'}}",
                "{'device':{'geo':{'lat':31.2222,'lon':121.4581,'ipservice':3}}}",
                "{'geoip':{'lat':30.57282,'lon':104.06680}}",
                "{'ip_location':{'latitude':30.57282,'longitude':104.06680}}",
                "{'location':{'latitude':30.57282,'longitude':104.0668,'source':'ip'}}",
                "{'location':{'latitude':30.57282,'longitude':104.0668,'provider':'GeoIP'}}",
                "{'lat':30.57282,'lng':104.0668,'location_type':'IP_ADDRESS'}",
                "{'lat':30.57282,'lng':104.0668,'ip_city':'x'}",
                "{'ipLat':30.57282,'ipLng':104.0668}",
                "{'flight':'MU5101','icao24':'780a3c','lat':36.11213,'lon':118.22012}",
                "{'mmsi':'413000000','lat':36.11213,'lon':118.22012}",
                "{'trackers':['https://t.dsp.example/i?crid=1&lat=31.23041&lng=121.47371']}",
                "{'drone':{'sn':'1581F4BN2','lat':22.53712,'lng':113.93621}}",
                "{'airport':{'iata':'PVG','lat':31.14340,'lon':121.80520}}"
            })
    void what_says_how_a_position_came_about_says_that_no_device_measured_it(String body) {
        assertThat(positions(new Exchanges().post(1, NOTICE, body.replace('\'', '"'))))
                .isEmpty();
    }

    @Test
    void a_bid_request_says_by_the_type_of_its_position_whether_it_was_measured() {
        String bid =
                "{'id':'1','imp':[{'id':'1'}],'device':{'os':'Android','geo':{'lat':31.230451,'lon':121.473712,'type':%s}}}"
                        .replace('\'', '"');

        assertThat(positions(new Exchanges().post(1, NOTICE + "openrtb2/auction", bid.formatted("2"))))
                .isEmpty();
        assertThat(positions(new Exchanges().post(1, NOTICE + "openrtb2/auction", bid.formatted("1"))))
                .hasSize(1);
        assertThat(positions(new Exchanges().post(1, NOTICE + "openrtb2/auction", bid.formatted("3"))))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'location':{'latitude':30.57282,'longitude':104.0668,'source':'gps'}}",
                "{'location':{'latitude':30.57282,'longitude':104.0668,'provider':'network'}}",
                "{'lat':30.57282,'lng':104.0668,'ip':'203.0.113.27'}",
                "{'lat':30.57282,'lng':104.0668,'type':2}",
                "{'device':{'geo':{'lat':31.2222,'lon':121.4581,'type':1}}}",
                "{'creative_id':'77','lat':30.57282,'lng':104.0668,'event':'show'}",
                "{'zip':'610000','trip':{'lat':30.57282,'lng':104.0668}}",
                "{'placement_id':'8','slot':'splash','lat':30.57282,'lng':104.0668}"
            })
    void what_the_client_says_itself_counts(String body) {
        assertThat(positions(new Exchanges().post(1, NOTICE, body.replace('\'', '"'))))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ad?placement_id=8&w=320&lat=31.23041&lng=121.47371&model=PJF110",
                "ad?slot=1&lat=31.23041&lng=121.47371&osv=14",
                "near?lat=31.23041&lng=121.47371&price=10"
            })
    void so_does_what_it_asks_for_an_advertisement_with(String target) {
        assertThat(positions(new Exchanges().get(1, NOTICE + target))).hasSize(1);
    }

    @Test
    void where_the_device_is_counts_in_a_notice_too_if_the_session_file_says_it() {
        Exchanges exchanges = new Exchanges()
                .known("precise_location", "38.914795,-77.488297")
                .get(1, NOTICE + "win?auction_price=1&lat=38.914795&lon=-77.488297");

        assertThat(positions(exchanges)).hasSize(1);
    }

    @Test
    void the_number_of_an_impression_is_no_devices() {
        String id = "83755fb9-21c2-4ff9-91d4-012626c1e1fb";
        Exchanges notices = new Exchanges()
                .get(1, NOTICE + "f?iid=" + id + "&crid=1cvt8ub4&osv=13&os=Android13")
                .get(2, NOTICE + "f?iid=" + id + "&imp_id=1&device_model=PJF110")
                .get(3, NOTICE + "f?iid=" + id + "&auction_price=1&os_version=14");
        Exchanges app =
                new Exchanges().get(1, "https://log.app.example/v?iid=" + id + "&os_version=14&aid=1128&channel=x");

        assertThat(types(notices)).doesNotContain("device_fingerprint");
        assertThat(types(app)).contains("device_fingerprint");
    }

    private static List<String> types(Exchanges exchanges) {
        return exchanges.analyze().exposures().stream().map(Exposure::dataType).toList();
    }

    private static List<String> positions(Exchanges exchanges) {
        return types(exchanges).stream()
                .filter(type -> type.equals("precise_location"))
                .toList();
    }
}
