package io.kontor.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Addresses of styles, scripts and icons that change when their content does, so that browsers may keep them for ever. */
@Component
public final class Assets {
    private static final String TABLER = "/webjars/tabler__core/1.4.0/dist/css/";
    private static final String ICONS = "META-INF/resources/webjars/tabler__icons/3.35.0/icons/outline/";

    private final Map<String, String> versions = new TreeMap<>();
    private final byte[] sprite;

    Assets() {
        for (var name : List.of("kontor.css", "kontor.js", "theme.js", "passkey.js", "logo.svg")) {
            versions.put(name, hash(read("static/assets/" + name)));
        }
        sprite = sprite(Icons.NAMES);
        versions.put("icons.svg", hash(sprite));
    }

    public String of(String name) {
        return "/assets/" + name + "?v=" + versions.getOrDefault(name, "0");
    }

    public String icon(String name) {
        return of("icons.svg") + "#" + name;
    }

    public String tabler(String direction) {
        return TABLER + (direction.equals("rtl") ? "tabler.rtl.min.css" : "tabler.min.css");
    }

    public String htmx() {
        return "/webjars/htmx.org/2.0.10/dist/htmx.min.js";
    }

    /** What draws charts; only pages with charts ask for it. */
    public String charts() {
        return "/webjars/echarts/6.0.0/dist/echarts.common.min.js";
    }

    byte[] sprite() {
        return sprite;
    }

    /** The icons in use as one file of symbols. */
    private static byte[] sprite(List<String> names) {
        var symbols = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\">");
        for (var name : names) {
            var svg = new String(read(ICONS + name + ".svg"), StandardCharsets.UTF_8);
            var body = svg.substring(svg.indexOf('>', svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
            symbols.append("<symbol id=\"")
                    .append(name)
                    .append("\" viewBox=\"0 0 24 24\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"")
                    .append(" stroke-linecap=\"round\" stroke-linejoin=\"round\">")
                    .append(body.strip())
                    .append("</symbol>");
        }
        return symbols.append("</svg>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] read(String path) {
        try {
            return new ClassPathResource(path).getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content))
                    .substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
