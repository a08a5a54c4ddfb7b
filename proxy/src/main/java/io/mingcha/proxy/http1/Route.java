package io.mingcha.proxy.http1;

import io.mingcha.flows.Outcome;
import io.mingcha.proxy.site.SiteResponse;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;

/** Where a request goes. */
public sealed interface Route {

    void follow(Conversation conversation, HttpRequest request);

    /**
     * To a server.
     *
     * @param target path and query as the server is to see them
     */
    record Forward(Origin origin, String target) implements Route {
        @Override
        public void follow(Conversation conversation, HttpRequest request) {
            conversation.forward(request, this);
        }
    }

    /** To the proxy itself, unrecorded. */
    record Local(SiteResponse response) implements Route {
        @Override
        public void follow(Conversation conversation, HttpRequest request) {
            conversation.answer(request, response);
        }
    }

    /** Nowhere: the request is recorded with this outcome and answered. */
    record Refuse(Origin origin, Refusal refusal, Outcome outcome) implements Route {
        @Override
        public void follow(Conversation conversation, HttpRequest request) {
            conversation.refuse(request, this);
        }
    }

    /** Into a tunnel. */
    record Tunnel(Start start) implements Route {
        @Override
        public void follow(Conversation conversation, HttpRequest request) {
            conversation.tunnel(start);
        }
    }

    /** Takes over the connection behind a CONNECT that was answered. */
    interface Start {
        /**
         * @param ctx the place in the pipeline, to be left
         * @param early what the client sent already, to be released
         */
        void begin(ChannelHandlerContext ctx, ByteBuf early);
    }
}
