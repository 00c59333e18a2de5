import "../shared/shared.css";
import "./settings.css";
import { mount } from "../shared/mount.ts";
import { SettingsScreen } from "./settings-screen.tsx";

mount(<SettingsScreen />);
