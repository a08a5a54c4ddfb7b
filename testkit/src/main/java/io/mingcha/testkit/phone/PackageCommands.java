package io.mingcha.testkit.phone;

import io.mingcha.testkit.phone.Command.Call;
import io.mingcha.testkit.phone.Packages.Installed;
import java.util.Map;
import java.util.Optional;

/** What is installed, and starting and ending it. */
final class PackageCommands {
    private PackageCommands() {}

    static void into(Map<String, Command> commands) {
        commands.put("pm", PackageCommands::pm);
        commands.put("am", PackageCommands::am);
        commands.put("monkey", PackageCommands::monkey);
    }

    private static int pm(Call call) {
        Packages packages = call.phone().packages();
        String app = call.arg(1);
        return switch (call.arg(0)) {
            case "list" -> list(call);
            case "path" -> packages.get(app).isPresent() ? call.say("package:/data/app/" + app + "/base.apk") : 1;
            case "install" -> install(call);
            case "uninstall" ->
                packages.uninstall(app) ? call.say("Success") : call.say("Failure [DELETE_FAILED_INTERNAL_ERROR]") + 1;
            case "clear" -> {
                Optional<Installed> cleared = packages.get(app);
                cleared.ifPresent(p -> {
                    call.phone().display().end(app);
                    p.granted().clear();
                    p.app().onClear(call.phone());
                });
                yield call.say(cleared.isPresent() ? "Success" : "Failed");
            }
            case "grant", "revoke" -> grant(call, call.arg(0).equals("grant"));
            default -> call.complain("Unknown command: " + call.arg(0));
        };
    }

    private static int list(Call call) {
        boolean uids = call.args().contains("-U");
        call.phone()
                .packages()
                .all()
                .forEach(p -> call.say("package:" + p.app().packageName() + (uids ? " uid:" + p.uid() : "")));
        return 0;
    }

    private static int install(Call call) {
        Packages packages = call.phone().packages();
        if (call.phone().faults().isFull()) {
            return call.complain(
                    "Failure [INSTALL_FAILED_INSUFFICIENT_STORAGE: Failed to override installation location]");
        }
        Optional<PhoneApp> app =
                packages.ofApk(call.phone().files().text(call.arg(call.args().size() - 1)));
        if (app.isEmpty()) {
            return call.complain("Failure [INSTALL_PARSE_FAILED_NOT_APK: Failed to parse /data/local/tmp]");
        }
        if (packages.get(app.get().packageName())
                .filter(p -> p.app().versionName().compareTo(app.get().versionName()) > 0)
                .isPresent()) {
            return call.complain("Failure [INSTALL_FAILED_VERSION_DOWNGRADE: Downgrade detected]");
        }
        packages.install(app.get());
        return call.say("Success");
    }

    private static int grant(Call call, boolean granted) {
        String permission = call.arg(2);
        Optional<Installed> app = call.phone().packages().get(call.arg(1));
        if (app.isEmpty()) {
            return call.complain("java.lang.IllegalArgumentException: Unknown package: " + call.arg(1)) + 254;
        }
        if (!app.get().app().permissions().contains(permission)) {
            return call.complain("java.lang.SecurityException: Package " + call.arg(1)
                            + " has not requested permission " + permission)
                    + 254;
        }
        if (granted) {
            app.get().granted().add(permission);
        } else {
            app.get().granted().remove(permission);
        }
        return 0;
    }

    static int resolve(Call call) {
        String app = call.arg(call.args().size() - 1);
        if (call.phone().sdk() < 24) {
            return call.complain("cmd: Can't find service: package");
        }
        if (call.phone().packages().get(app).isEmpty()) {
            return call.say("No activity found");
        }
        call.say("priority=0 preferredOrder=0 match=0x108000 specificIndex=-1 isDefault=true");
        return call.say(
                call.phone().faults().hasChooser()
                        ? "android/com.android.internal.app.ResolverActivity"
                        : app + "/.MainActivity");
    }

    private static int am(Call call) {
        FakePhone phone = call.phone();
        if (call.arg(0).equals("force-stop")) {
            phone.display().end(call.arg(1));
            return 0;
        }
        int view = call.args().indexOf("-d");
        if (view >= 0) {
            call.say("Starting: Intent { act=android.intent.action.VIEW dat=" + call.arg(view + 1) + " }");
            Optional<Installed> browser = phone.packages().get("com.android.browser");
            browser.ifPresent(p -> phone.display().open(p.app(), call.arg(view + 1)));
            return browser.isPresent() ? 0 : call.complain("Error: Activity not started, unable to resolve Intent");
        }
        String app = call.arg(call.args().indexOf("-n") + 1).replaceAll("/.*", "");
        call.say("Starting: Intent { cmp=" + app + "/.MainActivity }");
        return show(call, app);
    }

    private static int monkey(Call call) {
        return show(call, call.arg(1));
    }

    private static int show(Call call, String app) {
        Optional<Installed> installed = call.phone().packages().get(app);
        if (installed.isEmpty()) {
            return call.complain("Error: Activity class {" + app + "/.MainActivity} does not exist.");
        }
        call.phone().display().show(installed.get().app());
        return call.say("Status: ok");
    }
}
