import "../shared/shared.css";
import "./media.css";
import { mount } from "../shared/mount.ts";
import { MediaScreen } from "./media-screen.tsx";

mount(<MediaScreen />);
