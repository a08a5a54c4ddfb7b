package io.mingcha.analyzer;

import static io.mingcha.analyzer.Exchanges.typesIn;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who sees an advertisement, as a request for bids says it (OpenRTB): told by the parts of the request, not by whom it goes to. */
class BidRequestsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "visitor_id | {'id':'a1','imp':[{'id':'1'}],'user':{'id':'5f2c91e07ad84b3690c1d2e7fa429b1e'}}",
                "visitor_id | {'reqid':'a1','adslots':[{'id':'1'}],'user':{'uid':'kQ7rT2xWmVbN4cLpZ9sD'}}",
                "visitor_id | {'data':{'imp':[{'id':'1'}],'user':{'id':'uid2-5f2c91e07ad84b36'}}}",
                "visitor_id | {'user':{'ext':{'eids':[{'source':'ids.example','uids':[{'id':'XY1kQ7rT2xWmVbN4cLpZ9sD','atype':3}]}]}}}",
                "birthday   | {'imp':[{'id':'1'}],'user':{'yob':1987}}",
                "birthday   | {'birth_year':'1987','gender':'female'}",
                "profile_tags | {'imp':[{'id':'1'}],'user':{'id':'7','keywords':'running shoes,pregnancy'}}",
                "profile_tags | {'reqid':'a1','adslots':[{'id':'1'}],'usr':{'kw':'美妆,母婴'}}",
                "search_history | {'imp':[{'id':'1'}],'site':{'domain':'news.example','search':'knee pain'}}",
            })
    void the_user_of_a_bid_request_is_known_to_the_exchange(String type, String body) {
        assertThat(typesIn(body)).contains(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // of an account beside whatever else, of a short number, of what is sold, of a list of accounts
                "visitor_id | {'impressions':[{'post':'1'}],'user':{'id':'5f2c91e07ad84b3690c1d2e7fa429b1e'}}",
                "visitor_id | {'order':{'id':'1'},'user':{'id':'5f2c91e07ad84b3690c1d2e7fa429b1e'}}",
                "visitor_id | {'imp':[{'id':'1'}],'user':{'id':'user123'}}",
                "visitor_id | {'imp':[{'id':'1'}],'user':{'id':'visitor-of-page-20261127'}}",
                "visitor_id | {'ad_units':[{'id':'1'}],'user':{'id':'editor_2026_winter_issue'}}",
                "visitor_id | {'source':'catalog','uids':[{'id':'SKU-2026-AB-0001-XL-BLACK'}]}",
                "birthday   | {'pet':{'birth_year':'2017','gender':'female'}}",
                "visitor_id | {'user':{'id':'5f2c91e07ad84b3690c1d2e7fa429b1e','gender':'F'}}",
                "visitor_id | {'imp':[{'id':'1'}],'site':{'id':'5f2c91e07ad84b3690c1d2e7fa429b1e'}}",
                "visitor_id | {'imp':[{'id':'1'}],'user':{'segment_id':'5f2c91e07ad84b3690c1d2e7fa429b1e'}}",
                "visitor_id | {'uids':[{'id':'5f2c91e07ad84b3690c1d2e7fa429b1e'}],'page':1}",
                "birthday   | {'yob':'2031'}",
                "birthday   | {'birth_year':'1987','title':'Guernica'}",
                // what a page is about, whom a search of accounts asks for, where a page lies
                "profile_tags | {'imp':[{'id':'1'}],'site':{'keywords':'running shoes,pregnancy'}}",
                "profile_tags | {'page':1,'user':{'keywords':'running shoes,pregnancy'}}",
                "profile_tags | {'imp':[{'id':'1'}],'user':{'keywords':'1,2,3'}}",
                "search_history | {'page':1,'site':{'search':'knee pain'}}",
                "search_history | {'imp':[{'id':'1'}],'site':{'search':'https://news.example/?s=1'}}",
            })
    void ids_of_accounts_sites_and_segments_are_not(String type, String body) {
        assertThat(typesIn(body)).doesNotContain(type);
    }
}
