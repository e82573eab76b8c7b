package io.kontor.access;

import io.kontor.kernel.Side;
import io.kontor.support.TestServer;
import io.kontor.ui.Needed;
import io.kontor.ui.Open;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * A way into the house.
 *
 * @param needs what it asks for, or none
 * @param open to whom it is open instead, or none
 */
record Route(
        String method,
        String pattern,
        @Nullable Needed needs,
        @Nullable Open open,
        String handler) {
    static List<Route> of(TestServer server) {
        var routes = new ArrayList<Route>();
        server.bean(RequestMappingHandlerMapping.class).getHandlerMethods().forEach((info, handler) -> {
            var methods = info.getMethodsCondition().getMethods().isEmpty()
                    ? List.of(RequestMethod.GET, RequestMethod.POST)
                    : List.copyOf(info.getMethodsCondition().getMethods());
            for (var pattern : info.getPatternValues()) {
                for (var method : methods) {
                    routes.add(new Route(
                            method.name(),
                            pattern,
                            Needed.by(handler).orElse(null),
                            Needed.open(handler).orElse(null),
                            handler.toString()));
                }
            }
        });
        routes.sort(Comparator.comparing(Route::pattern).thenComparing(Route::method));
        return routes;
    }

    boolean api() {
        return pattern.startsWith("/api/");
    }

    boolean fixed() {
        return !pattern.contains("{");
    }

    Side side() {
        return needs == null ? Side.OFFICE : needs.side();
    }

    String permission() {
        return needs == null ? "" : needs.kind() + ":" + needs.verb().code();
    }

    /** An address of this route, of objects there are not. */
    String address() {
        return pattern.replaceAll("\\{type[^}]*}", "partner")
                .replaceAll("\\{code[^}]*}", "partners")
                .replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
    }

    String name() {
        return method + " " + pattern;
    }
}
