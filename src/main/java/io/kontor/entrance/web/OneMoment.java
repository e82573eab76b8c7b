package io.kontor.entrance.web;

import io.kontor.database.Tx;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Reads everything a page shows from one moment: what a controller asks of several rooms for a page happens in one transaction
 * that only reads. The page is written after it ended.
 */
@Component
@ConditionalOnWebApplication
class OneMoment implements WebMvcRegistrations {
    private final Tx tx;

    OneMoment(Tx tx) {
        this.tx = tx;
    }

    @Override
    public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
        return new Adapter();
    }

    private final class Adapter extends RequestMappingHandlerAdapter {
        @Override
        protected @Nullable ModelAndView invokeHandlerMethod(
                HttpServletRequest request, HttpServletResponse response, HandlerMethod method) throws Exception {
            var viewer = (Viewer) request.getAttribute(Viewer.ATTRIBUTE);
            if (viewer == null || viewer.signedIn() == null || !readsPage(request, method)) {
                return super.invokeHandlerMethod(request, response, method);
            }
            try {
                return tx.<@Nullable ModelAndView>read(viewer.actor(), () -> invoked(request, response, method));
            } catch (Thrown e) {
                throw e.thrown;
            }
        }

        private @Nullable ModelAndView invoked(
                HttpServletRequest request, HttpServletResponse response, HandlerMethod method) {
            try {
                return super.invokeHandlerMethod(request, response, method);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new Thrown(e);
            }
        }

        private static boolean readsPage(HttpServletRequest request, HandlerMethod method) {
            return request.getMethod().equals("GET")
                    && View.class.isAssignableFrom(method.getReturnType().getParameterType());
        }
    }

    /** Carries what a controller declares to throw through the transaction. */
    private static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final Exception thrown;

        Thrown(Exception thrown) {
            super(thrown);
            this.thrown = thrown;
        }
    }
}
