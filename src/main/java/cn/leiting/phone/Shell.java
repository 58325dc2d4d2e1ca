package cn.leiting.phone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** 外壳：the files of the phone page and their version, which changes with any byte of any of them. */
@Component
class Shell {

    private static final String ASSETS = "classpath:/static/assets/";
    private static final int SHORT = 12;

    private final List<String> addresses;
    private final String version;
    private final String worker;

    Shell() throws IOException {
        PathMatchingResourcePatternResolver files = new PathMatchingResourcePatternResolver();
        List<Resource> modules = Arrays.stream(files.getResources(ASSETS + "phone/*"))
                .filter(file -> !String.valueOf(file.getFilename()).equals("worker.js"))
                .sorted(Comparator.comparing(file -> String.valueOf(file.getFilename())))
                .toList();
        Resource body = files.getResource(ASSETS + "phone/worker.js");

        List<Resource> all = new ArrayList<>(modules);
        all.add(body);
        all.add(files.getResource("classpath:/templates/phone.html"));
        this.version = version(all);
        this.addresses = modules.stream()
                .map(file -> "/assets/phone/" + file.getFilename())
                .toList();
        this.worker = head() + body.getContentAsString(UTF_8);
    }

    private static String version(List<Resource> files) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Resource file : files) {
                digest.update(file.getContentAsByteArray());
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, SHORT);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private String head() {
        String list = addresses.stream().map(address -> "'" + address + "'").collect(Collectors.joining(", "));
        return "const VERSION = '%s';%nconst FILES = ['/field', %s];%n".formatted(version, list);
    }

    String version() {
        return version;
    }

    /**
     * The service worker, whose bytes differ from version to version, so that browsers notice.
     *
     * @param sends whether it can send the queue by itself: browsers without modules in workers cannot
     */
    String worker(boolean sends) {
        return sends ? "import { send as sendQueue } from '/assets/phone/queue.js';\n" + worker : worker;
    }
}
